/** One tap on a student goes one step round this ring; leave begins its own. */
const RING = ['PRESENT', 'ABSENT', 'LATE', 'EARLY'];

/** Statuses that a teacher may choose by hand. */
export const CHOICES = ['PRESENT', 'ABSENT', 'LATE', 'EARLY', 'SICK', 'PERSONAL', 'OFFICIAL', 'EXEMPT'];

/** What a class's monitor may choose: why someone is away is not a student's business. */
export const MONITOR_CHOICES = ['PRESENT', 'ABSENT', 'LATE', 'EARLY'];

/** LEAVE is what a monitor sees of any of them. */
const LEAVE = ['SICK', 'PERSONAL', 'OFFICIAL', 'LEAVE'];

/** Marks of one class before the teacher touches them: {student: {status, minutesLate, chosen}}. */
export function marksOf(roll) {
  return Object.fromEntries(roll.students.map((student) => [student.student, { status: initial(student), minutesLate: null, chosen: false }]));
}

/** The mark after one tap. Who is on leave is first marked as having come. */
export function tapped(mark) {
  const at = RING.indexOf(mark.status);
  return at >= 0
    ? chosen(RING[(at + 1) % RING.length], null)
    : chosen('PRESENT', null);
}

export function chosen(status, minutesLate) {
  return { status, minutesLate: hasMinutes(status) ? minutesLate : null, chosen: true };
}

export function hasMinutes(status) {
  return status === 'LATE' || status === 'EARLY';
}

export function isLeave(status) {
  return LEAVE.includes(status);
}

/** Whether an approved slip holds for the student: their leave is known and isn't told again. */
export function onSlip(student) {
  return student.slip?.state === 'APPROVED';
}

/**
 * What is told to the server: everyone who isn't plainly present. On a valid slip nothing is told unless the teacher says otherwise; then
 * even "present" is, since what was seen beats the slip.
 */
export function exceptions(roll, marks) {
  return roll.students
    .filter((student) => told(student, marks[student.student]))
    .map(({ student }) => {
      const { status, minutesLate } = marks[student];
      return hasMinutes(status) && minutesLate ? { student, status, minutesLate } : { student, status };
    });
}

/** Counts by status, for the summary line. */
export function tally(roll, marks) {
  const counts = new Map();
  for (const { student } of roll.students) {
    const { status } = marks[student];
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

/** Messages of a receipt's row errors by student; rows count from 1 in the order that was sent. */
export function errorsByStudent(sent, errors) {
  const messages = new Map();
  const rest = [];
  for (const error of errors ?? []) {
    const row = sent[error.row - 1];
    if (row) {
      messages.set(row.student, error.message);
    } else {
      rest.push(error.message);
    }
  }
  return { messages, rest };
}

/** On leave, shown to a monitor without its kind. */
function isMasked(student) {
  return student.onLeave && !student.slip && student.status === null;
}

function told(student, mark) {
  if (isMasked(student)) {
    return mark.chosen && mark.status !== 'LEAVE';
  }
  if (onSlip(student)) {
    return mark.chosen && !(isLeave(mark.status) && mark.status === student.slip.kind);
  }
  return mark.status !== 'PRESENT' || (mark.chosen && student.status !== null && student.status !== 'PRESENT' && student.status !== 'UNKNOWN');
}

function initial(student) {
  if (student.status && student.status !== 'UNKNOWN') {
    return student.status;
  }
  if (isMasked(student)) {
    return 'LEAVE';
  }
  return onSlip(student) ? student.slip.kind : 'PRESENT';
}
