import { LitElement, css, html } from 'lit';
import { dayClock } from '../model/time.js';
import { t, word } from '../text/index.js';
import './rule-changes.js';
import { shared } from './style.js';

/** Every edition, newest first: when, by whom, why, what it changed. Emits 'restore' with {id, note} and 'more'. */
export class RuleEditions extends LitElement {
  static properties = {
    editions: { attribute: false },
    more: { type: Boolean },
    mayEdit: { type: Boolean },
    busy: { type: Boolean },
    asked: { state: true },
  };

  static styles = [
    shared,
    css`
      li.edition {
        padding: 12px 16px;
        border-bottom: 1px solid var(--line);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 14px;
      }
      .head button {
        margin-left: auto;
      }
      b {
        font-weight: 600;
      }
      .note {
        margin: 2px 0 6px;
      }
      form {
        display: flex;
        gap: 8px;
        margin: 6px 0;
      }
      .more {
        margin: 12px 16px;
      }
    `,
  ];

  render() {
    return html`<ul>
        ${this.editions.map((one, at) => this.#edition(one, at === 0))}
      </ul>
      ${this.more ? html`<button class="button more" @click=${() => this.#emit('more')}>${t('rules.older')}</button>` : null}`;
  }

  #edition({ edition, changed }, isInForce) {
    return html`<li class="edition">
      <div class="head">
        <b>${t('rules.edition', { id: edition.id })}</b><span>${dayClock(edition.at)}</span>
        <span class="muted">${edition.by ? word('rules.by', edition.by) : t('rules.by.unknown')}</span>
        ${isInForce
          ? html`<span class="muted">${t('rules.inForce')}</span>`
          : this.mayEdit
            ? html`<button class="button" ?disabled=${this.busy} @click=${() => (this.asked = edition.id)}>${t('rules.restore')}</button>`
            : null}
      </div>
      ${edition.note ? html`<p class="note">${edition.note}</p>` : null}
      ${this.asked === edition.id
        ? html`<form @submit=${(event) => this.#restore(event, edition.id)}>
            <input class="field" name="note" required maxlength="500" aria-label=${t('rules.why')} placeholder=${t('rules.why')} />
            <button class="button primary">${t('rules.restore')}</button>
          </form>`
        : null}
      <zm-rule-changes .changed=${changed}></zm-rule-changes>
    </li>`;
  }

  #restore(event, id) {
    event.preventDefault();
    const note = new FormData(event.target).get('note').trim();
    if (note) {
      this.asked = null;
      this.#emit('restore', { id, note });
    }
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('zm-rule-editions', RuleEditions);
