import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** A rule in shadow mode beside the live one. */
export class RuleShadow extends LitElement {
  static properties = { comparison: { attribute: false } };

  static styles = [
    shared,
    css`
      .counts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
        gap: 10px;
        margin-bottom: 16px;
      }
      .counts div {
        padding: 10px 14px;
        border: 1px solid var(--line);
        border-radius: 8px;
      }
      .counts b {
        display: block;
        font-size: 22px;
        font-weight: 650;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 7px 12px;
        text-align: right;
        border-bottom: 1px solid var(--line);
      }
      th {
        font-size: 13px;
        font-weight: 500;
        color: var(--ink-3);
      }
      th:nth-child(-n + 2),
      td:nth-child(-n + 2) {
        text-align: left;
      }
      .up {
        color: var(--bad);
      }
      .down {
        color: var(--good);
      }
    `,
  ];

  render() {
    const it = this.comparison;
    if (!it) {
      return html`<p class="muted">${t('rules.noShadow')}</p>`;
    }
    return html`<div class="counts">
        ${this.#count(it.shadowFired, t('rules.firedBy', { rule: it.shadow }))}
        ${this.#count(it.liveFired, t('rules.firedBy', { rule: it.live }))} ${this.#count(it.both, t('rules.both'))}
        ${this.#count(it.onlyShadow, t('rules.only', { rule: it.shadow }))}
        ${this.#count(it.onlyLive, t('rules.only', { rule: it.live }))}
      </div>
      ${it.complete ? null : html`<p class="muted">${t('rules.notAll')}</p>`}
      <table>
        <thead>
          <tr>
            <th>${t('rules.week')}</th>
            <th>${t('rules.counselor')}</th>
            <th>${it.shadow}</th>
            <th>${it.live}</th>
            <th>${t('rules.difference')}</th>
          </tr>
        </thead>
        <tbody>
          ${it.weeks.map((row) => {
            const more = row.shadow - row.live;
            return html`<tr>
              <td>${row.week}</td>
              <td>${row.counselor ?? t('rules.nobody')}</td>
              <td>${row.shadow}</td>
              <td>${row.live}</td>
              <td class=${more > 0 ? 'up' : more < 0 ? 'down' : ''}>${more > 0 ? `+${more}` : more}</td>
            </tr>`;
          })}
        </tbody>
      </table>`;
  }

  #count(n, label) {
    return html`<div><b>${n}</b>${label}</div>`;
  }
}

customElements.define('zm-rule-shadow', RuleShadow);
