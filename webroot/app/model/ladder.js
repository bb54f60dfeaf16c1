import { LEVELS } from './level.js';

/**
 * The thresholds of a rule as [{level, at}] in rising order, from the forms that a rule's record may take: a list of
 * {level, at} or an object {BLUE: 4, …}.
 */
export function steps(levels) {
  const list = Array.isArray(levels)
    ? levels.map((step) => ({ level: step.level, at: bound(step.at), nameZh: step.nameZh, nameEn: step.nameEn }))
    : Object.entries(levels ?? {}).map(([level, at]) => ({ level, at: bound(at) }));
  return list
    .filter((step) => LEVELS.includes(step.level) && Number.isFinite(step.at))
    .sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

/** Positions 0…1 of the steps and of the value on one scale, or null where a ladder says nothing (falling thresholds, no value). */
export function ladder(levels, value) {
  const rungs = steps(levels);
  const rising = rungs.every((rung, at) => at === 0 || rung.at > rungs[at - 1].at);
  if (!rungs.length || !rising || !Number.isFinite(value)) {
    return null;
  }
  const end = Math.max(rungs.at(-1).at, value) * 1.08;
  return { value, at: value / end, rungs: rungs.map((rung) => ({ ...rung, place: rung.at / end })) };
}

/** 4, "0.85", "1/3" or {numerator, denominator}. */
function bound(at) {
  if (at && typeof at === 'object') {
    return at.numerator / at.denominator;
  }
  const [over, under = 1] = String(at).split('/');
  return Number(over) / Number(under);
}
