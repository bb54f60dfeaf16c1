import { LitElement, css, html } from 'lit';
import { count, percent } from '../model/format.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

const PARTS = ['present', 'leave', 'absent', 'pending', 'unknown'];

const SHOWN = ['expected', 'present', 'leave', 'absent', 'late', 'unknown', 'pending'];

/** Today's attendance of the viewer's classes: {expected, present, leave, absent, late, unknown, pending, rate, n}. */
export class Today extends LitElement {
  static properties = { today: { attribute: false } };

  static styles = [
    shared,
    css`
      h2 {
        font-size: 14px;
        font-weight: 600;
      }
      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
      }
      .rate {
        font-size: 40px;
        line-height: 1.15;
        font-weight: 600;
        letter-spacing: -0.01em;
      }
      .rate small {
        font-size: 13px;
        font-weight: 400;
        color: var(--ink-3);
        margin-left: 8px;
        letter-spacing: 0;
      }
      .bar {
        display: flex;
        gap: 2px;
        height: 10px;
        margin: 8px 0 12px;
        border-radius: 5px;
        overflow: hidden;
        background: var(--sunken);
      }
      .bar i {
        min-width: 0;
      }
      .present {
        --part: #2f8f74;
      }
      .leave {
        --part: #7aa7d9;
      }
      .absent {
        --part: var(--red);
      }
      .pending {
        --part: var(--yellow);
      }
      .unknown {
        --part: #aab4c0;
      }
      .bar i {
        background: var(--part);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px 12px;
      }
      dt {
        display: flex;
        align-items: center;
        gap: 6px;
        font-size: 12px;
        color: var(--ink-3);
      }
      dt::before {
        content: '';
        width: 8px;
        height: 8px;
        border-radius: 2px;
        background: var(--part, transparent);
        border: 1px solid var(--part, var(--line-2));
      }
      dd {
        font-size: 17px;
        font-weight: 600;
        line-height: 1.3;
      }
    `,
  ];

  render() {
    const today = this.today;
    const any = today?.expected > 0;
    return html`
      <div class="head">
        <h2>${t('today.title')}</h2>
        ${any ? html`<span class="muted">${count(today.expected)} ${t('today.unit')}</span>` : null}
      </div>
      ${any ? this.#figures(today) : html`<p class="muted">${t('today.none')}</p>`}
    `;
  }

  #figures(today) {
    return html`
      ${percent(today.rate) === null
        ? html`<p class="muted">${t('today.notYet')}</p>`
        : html`<div class="rate">${percent(today.rate)}<small>${t('today.rate')}</small></div>`}
      <div class="bar" aria-hidden="true">
        ${PARTS.map((part) => html`<i class=${part} .style=${`flex-grow: ${Number(today[part] ?? 0)}`}></i>`)}
      </div>
      <dl>
        ${SHOWN.filter((part) => part !== 'pending' || today.pending > 0).map(
          (part) => html`<div>
            <dt class=${part}>${t(`today.${part}`)}</dt>
            <dd>${count(today[part])}</dd>
          </div>`,
        )}
      </dl>
    `;
  }
}

customElements.define('zm-today', Today);
