package cn.zhenmai.measure;

/** What one step has moved about one subject or at one place, while the step runs. */
final class Movement {

    private int added;
    private int removed;
    private int from;
    private int until;
    private boolean corrected;
    /** First day (since 1970) of what has a day. */
    private int firstDay;

    Movement() {
        clear();
    }

    void clear() {
        added = 0;
        removed = 0;
        from = Integer.MAX_VALUE;
        until = Integer.MIN_VALUE;
        corrected = false;
        firstDay = Integer.MAX_VALUE;
    }

    void add(int adds, int removes, int day, boolean byCorrection) {
        firstDay = day == Moved.ANY_DAY ? firstDay : Math.min(firstDay, day);
        from = Math.min(from, day);
        until = Math.max(until, day == Moved.ANY_DAY ? Integer.MAX_VALUE : day);
        added |= adds;
        removed |= removes;
        corrected |= byCorrection;
    }

    int added() {
        return added;
    }

    int removed() {
        return removed;
    }

    boolean isCorrected() {
        return corrected;
    }

    /** Whether it brings something of the days before, or corrects anything. */
    boolean isLate(long today) {
        return corrected || firstDay < today;
    }

    Moved moved() {
        return new Moved(added, removed, from, until);
    }

    boolean is(Moved like) {
        return added == like.added() && removed == like.removed() && from == like.from() && until == like.until();
    }
}
