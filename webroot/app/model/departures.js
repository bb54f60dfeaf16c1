const STAY_MILLIS = 9_000;
const NOTHING = Object.freeze([]);

/** Alerts that have left and are still shown with the reason why: each for a while, then they go for good. */
export class Departures {
  #entries = new Map();
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  /** {alert, card}; card is null for alerts of sessions. */
  add({ alert, card }) {
    this.#entries.set(alert.id, { alert, card, text: '' });
    setTimeout(() => this.#drop(alert.id), STAY_MILLIS);
    this.#changed();
  }

  explain(id, text) {
    const entry = this.#entries.get(id);
    if (entry) {
      this.#entries.set(id, { ...entry, text });
      this.#changed();
    }
  }

  returned(ids) {
    ids.forEach((id) => this.#entries.delete(id));
  }

  sessions() {
    return [...this.#entries.values()].filter((entry) => !entry.card);
  }

  /** Cards as entries {card, gone, withdrawn}: those that stand, with what left them, and those that have left altogether. */
  mixedInto(cards) {
    const standing = new Set(cards.map((card) => card.student));
    const left = [...this.#entries.values()].filter((entry) => entry.card);
    const gone = new Map(left.filter(({ card }) => !standing.has(card.student)).map(({ card, text }) => [card.student, { card, gone: text }]));
    const there = cards.map((card) => ({ card, gone: null, withdrawn: left.length ? leftOf(card, left) : NOTHING }));
    return [...there, ...[...gone.values()].map((entry) => ({ withdrawn: NOTHING, ...entry }))];
  }

  #drop(id) {
    if (this.#entries.delete(id)) {
      this.#changed();
    }
  }
}

function leftOf(card, left) {
  const own = left.filter((entry) => entry.card.student === card.student);
  return own.length ? own : NOTHING;
}
