/** The sentence of one changed field: "levels[1].at: 8 → 6". */
export function fieldText(field, none) {
  return `${field.path}: ${field.before ?? none} → ${field.after ?? none}`;
}

/** A ladder as "蓝 4 · 黄 8", by the words of the levels. */
export function ladderText(levels, word) {
  return levels.map((step) => `${word(step.level)} ${numberText(step.at)}`).join(' · ');
}

/** 0.25 is shown as 25 %, 4 as 4; a bound that is no round number keeps four places. */
export function numberText(at) {
  if (at > 0 && at < 1) {
    return `${Number((at * 100).toFixed(1))}%`;
  }
  return String(Number(Number(at).toFixed(4)));
}

/** The text without the rules of the file that are not named: what a trial of one rule needs. Null where the text has no such rule. */
export function onlyRule(yaml, id) {
  const lines = yaml.split('\n');
  const starts = lines.flatMap((line, at) => (/^\s*- (?:\{\s*)?id:/.test(line) ? [at] : []));
  const isOf = (line) => new RegExp(`^\\s*- (?:\\{\\s*)?id:\\s*["']?${escaped(id)}["']?\\s*[,}]?\\s*(#.*)?$`).test(line);
  const start = starts.find((at) => isOf(lines[at]));
  if (start === undefined) {
    return null;
  }
  const indent = lines[start].search(/\S/);
  const top = lines.slice(0, start).findLastIndex((line) => /^rules:/.test(line));
  const next = lines.findIndex((line, at) => at > start && line.trim() && !line.trim().startsWith('#') && line.search(/\S/) <= indent);
  const end = next < 0 ? lines.length : next;
  const first = starts.find((at) => at > top) ?? start;
  return [...lines.slice(0, Math.min(first, start)), ...lines.slice(start, end), ''].join('\n');
}

/** Cells of a back-test as rows of counselors and columns of weeks, both in order. */
export function grid(cells) {
  const weeks = [...new Set(cells.map((cell) => cell.week))].sort();
  const counselors = [...new Set(cells.map((cell) => cell.counselor))].sort();
  const rows = counselors.map((counselor) => {
    const counts = weeks.map((week) =>
      cells.filter((cell) => cell.week === week && cell.counselor === counselor).reduce((sum, cell) => sum + cell.cards, 0),
    );
    return { counselor, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return { weeks, rows: rows.sort((one, other) => other.total - one.total) };
}

/** Whether the back-test still goes on. */
export function isBusy(job) {
  return job != null && (job.state === 'WAITING' || job.state === 'RUNNING');
}

/** The day as yyyy-mm-dd, so many days before. */
export function daysBefore(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
