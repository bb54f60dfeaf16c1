import { LitElement, css, html } from 'lit';
import { count, percent } from '../model/format.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

const PARTS = ['expected', 'present', 'leave', 'unknown'];

/** 应到, 实到, 请假, 未点名 of the school and of its colleges, in the order in which they come. */
export class WallAttendance extends LitElement {
  static properties = { attendance: { attribute: false } };

  static styles = [
    panel,
    css`
      h2 {
        display: flex;
        justify-content: space-between;
      }
      .of {
        color: var(--ink-3);
        letter-spacing: 0;
      }
      .school {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 2rem;
        align-items: end;
        padding: 0.6rem 0 1rem;
      }
      .rate {
        font-size: 5.4rem;
        line-height: 1;
        font-weight: 600;
        letter-spacing: -0.02em;
      }
      .rate small {
        font-size: 2.4rem;
        font-weight: 500;
        margin-left: 0.1rem;
      }
      .rate.none {
        font-size: 2.4rem;
        color: var(--ink-3);
        letter-spacing: 0;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(4, auto);
        justify-content: space-between;
        gap: 0.6rem;
      }
      dt {
        font-size: 1rem;
        color: var(--ink-2);
        display: flex;
        align-items: center;
        gap: 0.4rem;
      }
      dt::before {
        content: '';
        width: 0.65rem;
        height: 0.65rem;
        border-radius: 0.15rem;
        background: var(--part, transparent);
        border: 0.0625rem solid var(--part, var(--line-2));
      }
      dd {
        font-size: 2rem;
        font-weight: 600;
        line-height: 1.25;
      }
      .present {
        --part: var(--good);
      }
      .leave {
        --part: var(--leave);
      }
      .missing {
        --part: var(--orange);
      }
      .unknown {
        --part: var(--unknown);
      }
      .bar {
        display: flex;
        gap: 0.12rem;
        overflow: hidden;
        border-radius: 0.2rem;
        background: var(--cell);
      }
      .bar i {
        background: var(--part);
        min-width: 0;
      }
      .school .bar {
        grid-column: 1 / -1;
        height: 0.7rem;
        margin-top: 1rem;
      }
      table.many {
        flex: 1;
      }
      tbody tr {
        height: 4rem;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        border-top: 0.0625rem solid var(--line-2);
      }
      th,
      td {
        border-bottom: 0.0625rem solid var(--line);
        padding: 0 0 0 0.65rem;
        text-align: right;
        font-size: 1.25rem;
        white-space: nowrap;
      }
      thead th {
        font-size: 0.95rem;
        font-weight: 400;
        color: var(--ink-2);
        height: 2.1rem;
      }
      tbody th,
      thead th:first-child {
        padding: 0;
        text-align: left;
        font-weight: 500;
      }
      tbody tr:last-child > * {
        border-bottom: 0;
      }
      td.share {
        font-weight: 600;
        font-size: 1.45rem;
      }
      td .bar {
        width: 5.6rem;
        height: 0.5rem;
      }
      td.muted {
        color: var(--ink-3);
        font-weight: 400;
        font-size: 0.95rem;
      }
      tbody th span {
        display: block;
        max-width: 11.5rem;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  render() {
    const { school = {}, colleges = [] } = this.attendance ?? {};
    return html`
      <h2>
        <span>${t('wall.school')} ${t('wall.rate')}</span><span class="of">${this.attendance?.label ?? ''}</span>
      </h2>
      <div class="school">
        ${this.#rate(school.rate)}
        <dl>
          ${PARTS.map(
            (part) => html`<div>
              <dt class=${part}>${t(`wall.${part}`)}</dt>
              <dd>${count(school[part])}</dd>
            </div>`,
          )}
        </dl>
        ${this.#bar(school)}
      </div>
      <table class=${colleges.length > 4 ? 'many' : ''}>
        <thead>
          <tr>
            <th scope="col">${t('wall.colleges')}</th>
            ${PARTS.map((part) => html`<th scope="col">${t(`wall.${part}`)}</th>`)}
            <th scope="col">${t('wall.rateShort')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${colleges.map((college) => this.#college(college))}
        </tbody>
      </table>
    `;
  }

  #rate(rate) {
    const text = percent(rate);
    return text === null
      ? html`<div class="rate none">${t('wall.noRate')}</div>`
      : html`<div class="rate">${text.slice(0, -1)}<small>%</small></div>`;
  }

  #college(college) {
    const rate = percent(college.rate);
    return html`<tr>
      <th scope="row"><span>${college.name}</span></th>
      ${PARTS.map((part) => html`<td>${count(college[part])}</td>`)}
      ${rate === null ? html`<td class="muted">${withheld(college) ? '—' : t('wall.noRate')}</td>` : html`<td class="share">${rate}</td>`}
      <td>${this.#bar(college)}</td>
    </tr>`;
  }

  #bar({ expected, present, leave, unknown }) {
    const counts = [expected, present, leave, unknown];
    if (!counts.every(Number.isFinite)) {
      return null;
    }
    const parts = { present, leave, missing: Math.max(0, expected - present - leave - unknown), unknown };
    return html`<div class="bar" aria-hidden="true">
      ${Object.entries(parts).map(([part, width]) => html`<i class=${part} .style=${`flex-grow: ${width}`}></i>`)}
    </div>`;
  }
}

/** A rate that would tell a count which may not be told. */
function withheld(numbers) {
  return PARTS.some((part) => typeof numbers[part] === 'string');
}

customElements.define('zm-wall-attendance', WallAttendance);
