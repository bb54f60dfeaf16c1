const KINDS = ['EXPORT', 'STREAM', 'TABLE'];

/** Targets by kind, in the order in which a school needs them. */
export function groups(targets) {
  return KINDS.map((kind) => [kind, targets.filter((target) => target.kind === kind)]);
}

/** What the form asks, as it was said; what was not said is empty or off. */
export function asked({ target, source, rowWise, whole, history, term, validFrom }) {
  return {
    target,
    source: source ?? '',
    rowWise: rowWise ?? false,
    whole: whole ?? false,
    history: history ?? false,
    term: term ?? '',
    validFrom: validFrom ?? '',
  };
}

/** Settings as the query of an upload; what is empty or off is left out. */
export function query(settings) {
  const given = Object.entries(settings).filter(([, value]) => value !== '' && value !== false && value != null);
  return new URLSearchParams(given.map(([key, value]) => [key, `${value}`])).toString();
}

export function isMoving(item) {
  return item.state === 'RUNNING' || item.state === 'UNDOING';
}

/** How far a moving import is, from 0 to 1. */
export function share(item) {
  const rows = item.report?.rows ?? 0;
  return rows ? Math.min(1, item.doneRows / rows) : 0;
}

/** Whether taking it can do anything: no problems, or good rows that may be taken alone. */
export function canApply(report, rowWise) {
  return rowWise ? report.goodRows > 0 && !report.problems.some((one) => one.row === 0) : report.problemCount === 0;
}

/** Headers with the column that each is taken for; '' for one that is left out. */
export function mapped(columns) {
  return Object.fromEntries(columns.map(({ header, column }) => [header, column ?? '']));
}

/** Columns that any row of a preview has, in the order of their first appearance. */
export function previewColumns(rows) {
  return [...new Set(rows.flatMap((row) => Object.keys(row.texts)))];
}

/** A column as the target calls it; what it doesn't know stays as it is. */
export function columnName(target, name) {
  return target?.columns.find((column) => column.name === name)?.zh ?? (name ?? '').replace(/^item:/, '');
}

/** Counts that are not zero, as [key, count]. */
export function countTexts(counts) {
  return Object.entries(counts).filter(([, count]) => count > 0);
}
