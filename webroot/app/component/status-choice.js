import { LitElement, css, html } from 'lit';
import { CHOICES, MONITOR_CHOICES, hasMinutes, onSlip } from '../model/roll.js';
import { t, word } from '../text/index.js';
import './sheet.js';
import { shared } from './style.js';

const MINUTES = [5, 10, 15, 20, 30];

/** All statuses of one student to choose from, minutes where they matter. Emits 'chosen' {status, minutesLate} and 'close'. */
export class StatusChoice extends LitElement {
  static properties = { student: { attribute: false }, mark: { attribute: false }, monitor: { type: Boolean } };

  static styles = [
    shared,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 8px;
        padding: 6px 0 14px;
      }
      .button {
        min-height: 52px;
        padding: 0 4px;
        font-size: 16px;
      }
      .button[aria-pressed='true'] {
        border-color: var(--brand);
        background: var(--brand-tint);
        box-shadow: inset 0 0 0 1px var(--brand);
        color: var(--brand-deep);
      }
      .minutes {
        grid-template-columns: repeat(5, 1fr);
      }
      p {
        font-size: 13px;
        color: var(--ink-3);
      }
    `,
  ];

  render() {
    const { student, mark } = this;
    return html`<zm-sheet .heading=${t('roll.chooseFor', { name: student.name })} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      ${onSlip(student) ? html`<p>${t('roll.leaveHint')}</p>` : null}
      <div class="grid">
        ${(this.monitor ? MONITOR_CHOICES : CHOICES).map(
          (status) => html`<button
            class="button"
            aria-pressed=${mark.status === status ? 'true' : 'false'}
            @click=${() => this.#choose(status, hasMinutes(status) ? (mark.minutesLate ?? 10) : null, !hasMinutes(status))}
          >
            ${word('status', status)}
          </button>`,
        )}
      </div>
      ${hasMinutes(mark.status)
        ? html`<p>${t('roll.minutes')}</p>
            <div class="grid minutes">
              ${MINUTES.map(
                (minutes) => html`<button
                  class="button"
                  aria-pressed=${mark.minutesLate === minutes ? 'true' : 'false'}
                  @click=${() => this.#choose(mark.status, minutes, true)}
                >
                  ${minutes}
                </button>`,
              )}
            </div>`
        : null}
    </zm-sheet>`;
  }

  #choose(status, minutesLate, done) {
    this.dispatchEvent(new CustomEvent('chosen', { detail: { status, minutesLate, done } }));
  }
}

customElements.define('zm-status-choice', StatusChoice);
