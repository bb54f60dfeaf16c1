import { t, word } from '../text/index.js';

const ROWS = ['SCHOOL', 'PROGRAM', 'COURSE', 'TEACHER', 'STUDENT'];
const SYSTEMS = ['DECISION', 'GENERATION', 'RESOURCES', 'SUPPORT', 'SUPERVISION'];

/** Name of a level of the matrix: by its code, else by its place, since the order is fixed. */
export function rowName(code, at) {
  return t(`row.${ROWS.includes(code) ? code : ROWS[at]}`);
}

export function systemName(code, at) {
  return t(`system.${SYSTEMS.includes(code) ? code : SYSTEMS[at]}`);
}

/** A measure's value as {text, unit}; text null where there is none. Shares are told as 0…1 with the unit "%". */
export function measureValue({ value, unit }) {
  if (typeof value === 'number' && unit === '%') {
    return { text: (value * 100).toFixed(1), unit: '%' };
  }
  if (typeof value === 'number') {
    return { text: value.toLocaleString('en-US', { maximumFractionDigits: 1 }), unit: unit ?? '' };
  }
  return { text: value ?? null, unit: typeof value === 'string' ? (unit === '%' ? '' : (unit ?? '')) : '' };
}

/** Widths of a stacked bar from counts that may be withheld ("<5" counts as nothing here): flex-grow values. */
export function widths(counts) {
  return counts.map((count) => (typeof count === 'number' ? Math.max(0, count) : 0));
}

/** Wall data stop counting as fresh after so long without a frame. */
export const FRESH_MILLIS = 75_000;

/** 'waiting' before the first frame, 'denied', 'gone' (no connection), 'stale' (connected, silent), 'fresh'. */
export function freshness(connection, heardMillisAgo) {
  if (connection === 'denied') {
    return 'denied';
  }
  if (heardMillisAgo === null) {
    return 'waiting';
  }
  if (connection === 'waiting' || connection === 'retrying') {
    return 'gone';
  }
  return heardMillisAgo > FRESH_MILLIS ? 'stale' : 'fresh';
}

/** The token of the address's fragment, or null. */
export function tokenOf(hash) {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token');
}
