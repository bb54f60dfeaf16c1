import { LitElement, css, html } from 'lit';
import { fieldsOf, half, isBlamed, repaired } from '../model/quarantine.js';
import { t } from '../text/index.js';
import './sheet.js';
import { shared } from './style.js';

/** Repairs a row field by field, or (discarding) asks only for the reason. Emits 'done' {observation, reason} and 'close'. */
export class RepairSheet extends LitElement {
  static properties = { item: { attribute: false }, discarding: { type: Boolean }, busy: { type: Boolean }, message: {}, field: {} };

  static styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 12px;
        padding: 4px 0 6px;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 13px;
        color: var(--ink-2);
      }
      .field {
        min-height: 44px;
        font-size: 16px;
        color: var(--ink);
      }
      .blamed .field {
        border-color: var(--bad);
        background: var(--bad-tint);
      }
      .send {
        min-height: 50px;
        font-size: 17px;
      }
      .message {
        color: var(--bad);
      }
    `,
  ];

  render() {
    const heading = t(this.discarding ? 'quarantine.discard' : 'quarantine.repair');
    return html`<zm-sheet .heading=${heading} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form @submit=${this.#submit}>
        <p class="muted">${half(this.item.message)}</p>
        ${this.discarding ? null : fieldsOf(this.item.observation).map((field) => this.#field(field))}
        <label>
          ${t(this.discarding ? 'quarantine.reason' : 'quarantine.note')}
          <input class="field" name="act-reason" maxlength="500" ?required=${this.discarding} />
        </label>
        ${this.message ? html`<p class="message" role="alert">${half(this.message)}</p>` : null}
        <button class="button primary send" ?disabled=${this.busy}>${t(this.discarding ? 'quarantine.discard' : 'quarantine.send')}</button>
      </form>
    </zm-sheet>`;
  }

  #field({ name, text, fixed }) {
    const blamed = this.field ? this.field === name : isBlamed(this.item, name);
    return html`<label class=${blamed ? 'blamed' : ''}>
      ${t(`field.${name}`)}<input class="field" name=${name} .defaultValue=${text} ?readonly=${fixed} autocomplete="off" />
    </label>`;
  }

  #submit(event) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target));
    const reason = form['act-reason'].trim() || null;
    try {
      const observation = this.discarding ? null : repaired(this.item.observation, form);
      this.dispatchEvent(new CustomEvent('done', { detail: { observation, reason } }));
    } catch {
      this.message = t('quarantine.notJson');
    }
  }
}

customElements.define('zm-repair-sheet', RepairSheet);
