package cn.zhenmai.measure;

/**
 * What the places of one attribution have in common.
 *
 * @param offering null for a session without one
 * @param units that its facts add to, smallest first
 * @param days of those units that are kept by day
 */
record Whereabouts(Attributed at, OfferingFacts offering, Tallies[] units, Days days) {}
