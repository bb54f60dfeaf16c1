const PREFIX = 'zhenmai-roll:';

/** A lesson and the break after it: longer nobody's list lies in a browser. */
const KEPT_MILLIS = 12 * 3_600_000;

/** Keeps a session's list and marks, so that the page opens again without a network. `touched` are classes with marks not sent yet. */
export function keep(session, { roll, marks, touched, account }) {
  write(session, { roll, marks, touched: [...touched], account, at: Date.now() });
}

/** What was kept of the session, or null. */
export function kept(session) {
  forgetOld();
  const found = read(PREFIX + session);
  return found && { ...found, touched: new Set(found.touched) };
}

/** Marks that were made but not sent go on top of what the server says now. */
export function restored(roll, fresh, found) {
  return roll.rolls.map((one, at) => {
    const was = found?.roll.rolls.findIndex((other) => other.classId === one.classId) ?? -1;
    if (was < 0 || !found.touched.has(one.classId)) {
      return fresh[at];
    }
    const own = Object.entries(found.marks[was]).filter(([student, mark]) => mark.chosen && student in fresh[at]);
    return { ...fresh[at], ...Object.fromEntries(own) };
  });
}

/** Lists of all sessions; rolls that wait to be sent stay. */
export function forgetAll() {
  keys().forEach((key) => localStorage.removeItem(key));
}

function forgetOld() {
  keys()
    .filter((key) => !(Date.now() - (read(key)?.at ?? 0) < KEPT_MILLIS))
    .forEach((key) => localStorage.removeItem(key));
}

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(session, value) {
  try {
    localStorage.setItem(PREFIX + session, JSON.stringify(value));
  } catch {
    // A full or forbidden store only costs the offline copy.
  }
}
