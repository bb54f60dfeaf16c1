import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './card.js';
import { shared } from './style.js';

const MOVE = { duration: 260, easing: 'cubic-bezier(.2,.7,.2,1)' };

/**
 * Students' cards in order. Cards glide to their new places, new ones fade in, leaving ones fold away. Entries are
 * {card, gone, withdrawn, open}. Emits 'toggle', 'acknowledge' of the cards with the student in detail.student.
 */
export class CardList extends LitElement {
  static properties = {
    entries: { attribute: false },
    details: { attribute: false },
    busy: { attribute: false },
    readonly: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      li {
        padding-bottom: 10px;
        content-visibility: auto;
        contain-intrinsic-size: auto 120px;
      }
    `,
  ];

  #places = new Map();
  #settled = false;

  willUpdate() {
    this.#places = new Map(this.#items().map((item) => [item.dataset.key, item.offsetTop]));
  }

  updated() {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.#settled && !still && document.visibilityState === 'visible') {
      this.#items().forEach((item) => this.#move(item));
    }
    this.#settled = this.entries !== undefined;
  }

  #move(item) {
    const before = this.#places.get(item.dataset.key);
    if (before === undefined) {
      item.animate([{ opacity: 0, transform: 'translateY(-10px)' }, { opacity: 1, transform: 'none' }], { ...MOVE, duration: 420 });
    } else if (before !== item.offsetTop) {
      item.animate([{ transform: `translateY(${before - item.offsetTop}px)` }, { transform: 'none' }], MOVE);
    }
  }

  /** Brings the student's card before one's eyes. */
  async reveal(student) {
    await this.updateComplete;
    this.#items()
      .find((item) => item.dataset.key === student)
      ?.scrollIntoView({ block: 'center' });
  }

  #items() {
    return [...this.renderRoot.querySelectorAll('li')];
  }

  render() {
    return html`<ul>
      ${repeat(
        this.entries ?? [],
        (entry) => entry.card.student,
        (entry) => html`<li data-key=${entry.card.student}>
          <zm-card
            .card=${entry.card}
            .gone=${entry.gone}
            .withdrawn=${entry.withdrawn}
            .open=${entry.open}
            .details=${this.details}
            .readonly=${this.readonly}
            .busy=${this.busy?.has(entry.card.student)}
            @toggle=${() => this.#tell('toggle', { student: entry.card.student })}
            @acknowledge=${(event) => this.#tell('acknowledge', { ...event.detail, key: entry.card.student })}
          ></zm-card>
        </li>`,
      )}
    </ul>`;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('zm-card-list', CardList);
