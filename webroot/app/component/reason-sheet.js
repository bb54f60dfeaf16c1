import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import './sheet.js';
import { shared } from './style.js';

const USUAL = ['late', 'mistaken', 'leave'];

/** Why a roll is corrected. Emits 'reason' with the text, and 'close'. */
export class ReasonSheet extends LitElement {
  static properties = { reason: { state: true } };

  static styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 12px;
        padding: 4px 0 6px;
      }
      .usual {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px;
      }
      .usual .button {
        min-height: 52px;
        padding: 0 4px;
        font-size: 15px;
        white-space: normal;
      }
      label {
        display: grid;
        gap: 5px;
        font-size: 13px;
        color: var(--ink-2);
      }
      .field {
        min-height: 46px;
        font-size: 16px;
        color: var(--ink);
      }
      .send {
        min-height: 52px;
        font-size: 17px;
      }
    `,
  ];

  constructor() {
    super();
    this.reason = '';
  }

  render() {
    return html`<zm-sheet .heading=${t('roll.why')} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form @submit=${this.#submit}>
        <div class="usual">
          ${USUAL.map((why) => html`<button type="button" class="button" @click=${() => (this.reason = t(`roll.why.${why}`))}>${t(`roll.why.${why}`)}</button>`)}
        </div>
        <label>
          ${t('roll.reason')}
          <input class="field" maxlength="200" required .value=${this.reason} @input=${(event) => (this.reason = event.target.value)} />
        </label>
        <button class="button primary send" ?disabled=${!this.reason.trim()}>${t('roll.resubmit')}</button>
      </form>
    </zm-sheet>`;
  }

  #submit(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('reason', { detail: this.reason.trim() }));
  }
}

customElements.define('zm-reason-sheet', ReasonSheet);
