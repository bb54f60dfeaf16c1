import { LitElement, css, html } from 'lit';
import { ladderText } from '../model/rules.js';
import { lang, t, word } from '../text/index.js';
import { shared } from './style.js';

/** The rules in force, one a row. Emits 'pick' with the rule's id. */
export class RuleList extends LitElement {
  static properties = { rules: { attribute: false } };

  static styles = [
    shared,
    css`
      .wide {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 9px 12px;
        text-align: left;
        vertical-align: top;
        border-bottom: 1px solid var(--line);
      }
      th {
        font-size: 13px;
        font-weight: 500;
        color: var(--ink-3);
        white-space: nowrap;
      }
      td.name {
        min-width: 200px;
      }
      b {
        display: block;
        font-weight: 600;
      }
      code {
        font-size: 12.5px;
        color: var(--ink-3);
      }
      .mode {
        display: inline-block;
        margin-left: 6px;
        padding: 0 7px;
        border-radius: 5px;
        background: var(--brand-tint);
        color: var(--brand-deep);
        font-size: 12.5px;
      }
      td.ladder {
        white-space: nowrap;
      }
    `,
  ];

  render() {
    return html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th>${t('rules.name')}</th>
            <th>${t('rules.subject')}</th>
            <th>${t('rules.ladder')}</th>
            <th>${t('rules.told')}</th>
            <th>${t('rules.version')}</th>
            <th><span class="unseen">${t('rules.acts')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.rules.map((rule) => this.#row(rule))}
        </tbody>
      </table>
    </div>`;
  }

  #row(rule) {
    return html`<tr>
      <td class="name">
        <b>${lang === 'en' ? rule.nameEn : rule.nameZh}</b><code>${rule.id}</code>
        ${rule.shadow ? html`<span class="mode">${t('rules.shadow')}</span>` : null}
        ${rule.positive ? html`<span class="mode">${t('rules.positive')}</span>` : null}
      </td>
      <td>${word('subject', rule.subject)}</td>
      <td class="ladder">${ladderText(rule.levels, (level) => word('level', level))}</td>
      <td>
        ${rule.notices.length
          ? rule.notices.map((notice) => html`<div>${word('receiver', notice.to)} ${word('level', notice.from)}${t('rules.upward')}</div>`)
          : html`<span class="muted">${t('rules.worklistOnly')}</span>`}
      </td>
      <td>${rule.version}</td>
      <td>
        <button class="button" @click=${() => this.#pick(rule.id)}>${t(rule.shadow ? 'rules.compare' : 'rules.try')}</button>
      </td>
    </tr>`;
  }

  #pick(id) {
    this.dispatchEvent(new CustomEvent('pick', { detail: id }));
  }
}

customElements.define('zm-rule-list', RuleList);
