/** The outcomes of rows, in the order in which they are shown; their sum is what was received. */
export const OUTCOMES = ['stored', 'corrected', 'duplicate', 'rejected', 'quarantined'];

/** Whether a day's outcomes add up to what was received. */
export function addsUp(day) {
  return OUTCOMES.reduce((sum, outcome) => sum + day[outcome], 0) === day.received;
}

/** Keys that still let the source in at that moment (epoch milliseconds). */
export function liveKeys(keys, now) {
  return keys.filter((key) => !key.revokedAt && (!key.expiresAt || Date.parse(key.expiresAt) > now));
}

/** What a form's fields say, as the API takes it: empty ones are left out, lists are split at commas. */
export function edit(form, isNew) {
  const text = (name) => form.get(name)?.trim() || null;
  const number = (name) => (text(name) === null ? null : Number(text(name)));
  const list = (name) => {
    const items = (text(name) ?? '').split(/[,，、\s]+/).filter(Boolean);
    return items.length ? items : null;
  };
  const source = {
    name: text('name'),
    rank: number('rank'),
    offRoster: form.get('offRoster') === 'on',
    owner: text('owner'),
    cadenceMinutes: number('cadenceMinutes'),
    rowsPerSecond: number('rowsPerSecond'),
    types: list('types'),
    classes: list('classes'),
    signed: form.get('signed') === 'on',
    revoked: form.get('revoked') === 'on',
  };
  return isNew ? { ...source, id: text('id'), keyExpiresOn: text('keyExpiresOn') } : source;
}
