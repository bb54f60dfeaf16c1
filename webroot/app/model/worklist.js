import { rank } from './level.js';

/** A worklist as the page holds it; built from a snapshot, moved on by deltas, never changed in place. */
export const EMPTY = Object.freeze({
  now: null,
  periodLabel: '',
  viewer: null,
  classes: [],
  cards: [],
  sessionAlerts: [],
  sessions: [],
  today: null,
  silentSources: [],
});

export function fromSnapshot(data) {
  return { ...EMPTY, ...data, cards: [...data.cards].sort(worstFirst), sessionAlerts: [...data.sessionAlerts].sort(worstFirst) };
}

export function withDelta(state, data) {
  const next = { ...state };
  for (const name of ['now', 'periodLabel', 'today', 'sessions', 'silentSources', 'classes', 'viewer']) {
    if (data[name] !== undefined) {
      next[name] = data[name];
    }
  }
  next.cards = merged(state.cards, data.cards, data.removedCards, (card) => card.student);
  next.sessionAlerts = merged(state.sessionAlerts, data.sessionAlerts, data.removedSessionAlerts, (alert) => alert.id);
  return next;
}

/** Highest level first, within it what nobody has acknowledged, then the latest change; stable beyond that. */
export function worstFirst(one, other) {
  return (
    rank(other.level) - rank(one.level) ||
    Number(handled(one)) - Number(handled(other)) ||
    changed(other).localeCompare(changed(one)) ||
    key(one).localeCompare(key(other))
  );
}

/** What is new in `after` and what has left since `before`, alert by alert. */
export function difference(before, after) {
  const old = alertsById(before);
  const now = alertsById(after);
  return {
    arrived: [...now.values()].filter((entry) => !old.has(entry.alert.id)),
    left: [...old.values()].filter((entry) => !now.has(entry.alert.id)),
  };
}

/** Filter of the page: level, class, only unacknowledged, and words in name, number or class. */
export function matches(card, { level, classId, onlyNew, words }) {
  const text = `${card.name} ${card.student} ${card.className}`.toLowerCase();
  return (
    (!level || card.level === level) &&
    (!classId || card.classId === classId) &&
    (!onlyNew || !card.acknowledged) &&
    (words ?? '').toLowerCase().split(/\s+/).every((word) => text.includes(word))
  );
}

/** Alerts of a card that nobody has taken up. */
export function unhandled(card) {
  return card.alerts.filter((alert) => (alert.handling?.state ?? alert.handling ?? 'NEW') === 'NEW');
}

/** Why an alert has left, from its own record: a key of gone.* texts. */
export function reasonOf(detail) {
  const reason = detail?.endReason;
  if (reason === 'corrected') {
    return detail.correctedBy === 'leave-slip' ? 'gone.slip' : 'gone.corrected';
  }
  if (reason === 'recovered' && detail.rule?.id === 'no-roll-call') {
    return 'gone.called';
  }
  return reason ? `gone.${reason}` : 'gone.ended';
}

function alertsById(state) {
  const all = new Map();
  for (const card of state.cards) {
    for (const alert of card.alerts) {
      all.set(alert.id, { alert, card });
    }
  }
  for (const alert of state.sessionAlerts) {
    all.set(alert.id, { alert, card: null });
  }
  return all;
}

function merged(list, changes = [], removals = [], keyOf) {
  const all = new Map(list.map((item) => [keyOf(item), item]));
  removals.forEach((id) => all.delete(id));
  changes.forEach((item) => all.set(keyOf(item), item));
  return [...all.values()].sort(worstFirst);
}

function handled(item) {
  return item.acknowledged ?? (item.handling?.state ?? item.handling ?? 'NEW') !== 'NEW';
}

function changed(item) {
  const times = (item.alerts ?? [item]).map((alert) => alert.changedAt ?? alert.openedAt ?? '');
  return times.sort().at(-1) ?? '';
}

function key(item) {
  return item.student ?? item.id ?? '';
}
