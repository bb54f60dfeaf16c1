import { LitElement, css, html } from 'lit';
import { hasMinutes, isLeave } from '../model/roll.js';
import { t, word } from '../text/index.js';
import { shared } from './style.js';

/** One student of a roll: a wide button that goes round the statuses, and one that opens all of them. Emits 'tap' and 'choose'. */
export class RollRow extends LitElement {
  static properties = { student: { attribute: false }, mark: { attribute: false }, error: {} };

  static styles = [
    shared,
    css`
      .row {
        display: flex;
        align-items: stretch;
        border-bottom: 1px solid var(--line);
        background: var(--tint, var(--paper));
        border-left: 4px solid var(--edge, transparent);
      }
      .tap {
        flex: 1;
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 56px;
        padding: 6px 4px 6px 14px;
        border: 0;
        background: none;
        text-align: left;
        touch-action: manipulation;
        -webkit-tap-highlight-color: transparent;
      }
      .name {
        font-size: 17px;
        font-weight: 550;
      }
      .id {
        font-size: 12.5px;
        color: var(--ink-3);
      }
      .slip {
        display: inline-block;
        margin-left: 6px;
        padding: 0 6px;
        border-radius: 5px;
        background: var(--good-tint);
        color: var(--good);
        font-size: 12px;
        line-height: 18px;
        font-weight: 400;
      }
      .slip.SUBMITTED {
        background: var(--warn-tint);
        color: var(--warn);
      }
      .status {
        margin-left: auto;
        min-width: 76px;
        padding: 5px 10px;
        border-radius: 8px;
        border: 1px solid var(--line-2);
        text-align: center;
        font-size: 15px;
        line-height: 22px;
        color: var(--ink-2);
        background: var(--paper);
        white-space: nowrap;
      }
      .status.ABSENT {
        border-color: var(--red);
        background: var(--red);
        color: #fff;
        font-weight: 650;
      }
      .status.LATE,
      .status.EARLY {
        border-color: var(--yellow);
        background: var(--yellow);
        color: var(--yellow-ink);
        font-weight: 650;
      }
      .status.leave {
        border-color: #9cc9ac;
        background: var(--good-tint);
        color: var(--good);
        font-weight: 600;
      }
      .ABSENT-row {
        --tint: var(--red-tint);
        --edge: var(--red);
      }
      .LATE-row,
      .EARLY-row {
        --tint: var(--yellow-tint);
        --edge: var(--yellow);
      }
      .more {
        width: 48px;
        border: 0;
        background: none;
        color: var(--ink-3);
        font-size: 20px;
        letter-spacing: 1px;
      }
      .error {
        padding: 4px 14px 8px 18px;
        background: var(--bad-tint);
        color: var(--bad);
        font-size: 13px;
        border-bottom: 1px solid var(--line);
      }
    `,
  ];

  render() {
    const { student, mark } = this;
    const { status, minutesLate } = mark;
    const text = hasMinutes(status) && minutesLate ? `${word('status', status)} ${t('minutes', { n: minutesLate })}` : word('status', status);
    return html`
      <div class="row ${status}-row">
        <button class="tap" aria-label="${student.name} ${text}" @click=${() => this.#tell('tap')}>
          <span>
            <span class="name">${student.name}</span>${this.#slip()}
            <br /><span class="id">${student.student}</span>
          </span>
          <span class="status ${isLeave(status) ? 'leave' : status}">${text}</span>
        </button>
        <button class="more" aria-label=${t('roll.chooseFor', { name: student.name })} @click=${() => this.#tell('choose')}>⋯</button>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : null}
    `;
  }

  #slip() {
    const { slip } = this.student;
    const shown = slip && ['SUBMITTED', 'APPROVED'].includes(slip.state);
    return shown ? html`<span class="slip ${slip.state}">${word('status', slip.kind)} ${word('slip', slip.state)}</span>` : null;
  }

  #tell(type) {
    this.dispatchEvent(new CustomEvent(type));
  }
}

customElements.define('zm-roll-row', RollRow);
