import { LitElement, css, html } from 'lit';
import { LEVELS } from '../model/level.js';
import { t } from '../text/index.js';
import './level.js';
import { shared } from './style.js';

/** Which students' cards are shown: by level, class, what nobody has taken up, and words. Emits 'filter' with the changed fields. */
export class Filters extends LitElement {
  static properties = { cards: { attribute: false }, classes: { attribute: false }, filter: { attribute: false } };

  static styles = [
    shared,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin-bottom: 12px;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
        margin-right: 6px;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 32px;
        padding: 0 12px;
        border: 1px solid var(--line-2);
        border-radius: 16px;
        background: var(--paper);
        white-space: nowrap;
      }
      .chip:hover {
        border-color: var(--brand);
      }
      .chip b {
        font-weight: 600;
      }
      .chip[aria-pressed='true'] {
        border-color: var(--brand);
        background: var(--brand-tint);
        color: var(--brand-deep);
        box-shadow: inset 0 0 0 1px var(--brand);
      }
      .find {
        display: flex;
        gap: 8px;
        margin-left: auto;
      }
      .find select {
        width: auto;
      }
      .find input {
        width: 190px;
      }
      @media (max-width: 760px) {
        h2 {
          width: 100%;
        }
        .chip {
          min-height: 40px;
        }
        .find {
          width: 100%;
        }
        .find .field {
          flex: 1;
          min-height: 42px;
          min-width: 0;
        }
      }
    `,
  ];

  render() {
    const { cards = [], filter, classes = [] } = this;
    const isNew = cards.filter((card) => !card.acknowledged).length;
    return html`<div class="bar" role="search">
      <h2>${t('cards.title')}</h2>
      ${this.#chip({ level: null, onlyNew: false }, !filter.level && !filter.onlyNew, t('cards.all'), cards.length)}
      ${[...LEVELS].reverse().map((level) => {
        const n = cards.filter((card) => card.level === level).length;
        const mark = html`<zm-level compact .level=${level}></zm-level>${t(`level.${level}`)}`;
        return n || filter.level === level ? this.#chip({ level: filter.level === level ? null : level }, filter.level === level, mark, n) : null;
      })}
      ${this.#chip({ onlyNew: !filter.onlyNew }, filter.onlyNew, t('cards.open'), isNew)}
      <div class="find">
        ${classes.length > 1
          ? html`<select class="field" aria-label=${t('cards.allClasses')} @change=${(event) => this.#tell({ classId: event.target.value })}>
              <option value="">${t('cards.allClasses')}</option>
              ${classes.map((one) => html`<option value=${one.id} ?selected=${one.id === filter.classId}>${one.name}</option>`)}
            </select>`
          : null}
        <input
          class="field"
          type="search"
          .value=${filter.words}
          placeholder=${t('cards.search')}
          aria-label=${t('cards.search')}
          @input=${(event) => this.#tell({ words: event.target.value.trim() })}
        />
      </div>
    </div>`;
  }

  #chip(change, pressed, label, n) {
    return html`<button class="chip" aria-pressed=${pressed ? 'true' : 'false'} @click=${() => this.#tell(change)}>
      ${label} <b>${n}</b>
    </button>`;
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent('filter', { detail }));
  }
}

customElements.define('zm-filters', Filters);
