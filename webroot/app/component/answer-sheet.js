import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import './sheet.js';
import { shared } from './style.js';

const ANSWERS = ['CANCELLED', 'MOVED', 'DEVICE_BROKEN'];

/** Why a session has no roll call. `chosen` is the answer that a mail's link asked for. Emits 'answer' with the request's body, 'close'. */
export class AnswerSheet extends LitElement {
  static properties = { chosen: {}, date: {}, busy: { type: Boolean }, message: {} };

  static styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 14px;
        padding: 4px 0 6px;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px;
      }
      .choices .button {
        min-height: 52px;
        font-size: 16px;
        padding: 0 4px;
      }
      .choices .button[aria-pressed='true'] {
        border-color: var(--brand);
        background: var(--brand-tint);
        box-shadow: inset 0 0 0 1px var(--brand);
        color: var(--brand-deep);
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
      .two {
        display: grid;
        grid-template-columns: 3fr 2fr;
        gap: 10px;
      }
      .send {
        min-height: 52px;
        font-size: 17px;
      }
      .message {
        color: var(--bad);
      }
    `,
  ];

  render() {
    return html`<zm-sheet .heading=${t('roll.answer')} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form @submit=${this.#submit}>
        <p class="muted">${t('roll.answerLead')}</p>
        <div class="choices">
          ${ANSWERS.map(
            (answer) => html`<button
              type="button"
              class="button"
              aria-pressed=${this.chosen === answer ? 'true' : 'false'}
              @click=${() => (this.chosen = answer)}
            >
              ${t(`roll.${answer}`)}
            </button>`,
          )}
        </div>
        ${this.chosen === 'MOVED'
          ? html`<div class="two">
              <label>${t('roll.newDate')}<input class="field" type="date" name="newDate" .value=${this.date ?? ''} required /></label>
              <label
                >${t('roll.newPeriod')}
                <select class="field" name="newFirstPeriod">
                  ${[1, 3, 5, 7, 9].map((period) => html`<option value=${period}>${t('evidence.periods', { from: period, to: period + 1 })}</option>`)}
                </select>
              </label>
            </div>`
          : null}
        <label>
          ${t('roll.reason')}
          <input class="field" name="reason" maxlength="200" placeholder=${t('roll.reasonPlaceholder')} required />
        </label>
        ${this.message ? html`<p class="message" role="alert">${this.message}</p>` : null}
        <button class="button primary send" ?disabled=${this.busy || !this.chosen}>${t('roll.sendAnswer')}</button>
      </form>
    </zm-sheet>`;
  }

  #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const answer = { answer: this.chosen, reason: form.get('reason').trim() };
    if (this.chosen === 'MOVED') {
      answer.newDate = form.get('newDate');
      answer.newFirstPeriod = Number(form.get('newFirstPeriod'));
    }
    this.dispatchEvent(new CustomEvent('answer', { detail: answer }));
  }
}

customElements.define('zm-answer-sheet', AnswerSheet);
