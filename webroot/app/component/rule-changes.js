import { LitElement, css, html } from 'lit';
import { fieldText } from '../model/rules.js';
import { t, word } from '../text/index.js';
import { shared } from './style.js';

/** What an edition changes: things added, removed, and each changed field with both values. */
export class RuleChanges extends LitElement {
  static properties = { changed: { attribute: false } };

  static styles = [
    shared,
    css`
      li {
        padding: 4px 0;
      }
      .kind {
        display: inline-block;
        min-width: 44px;
        margin-right: 8px;
        padding: 0 8px;
        border-radius: 5px;
        font-size: 12.5px;
        text-align: center;
        background: var(--sunken);
        color: var(--ink-2);
      }
      .ADDED {
        background: var(--good-tint);
        color: var(--good);
      }
      .REMOVED {
        background: var(--bad-tint);
        color: var(--bad);
      }
      .CHANGED {
        background: var(--warn-tint);
        color: var(--warn);
      }
      code {
        font-size: 13px;
      }
      .change {
        display: block;
        margin: 2px 0 0 56px;
        color: var(--ink-2);
        font-size: 13px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    if (!this.changed?.length) {
      return html`<p class="muted">${t('rules.same')}</p>`;
    }
    return html`<ul>
      ${this.changed.map(
        (one) => html`<li>
          <span class="kind ${one.kind}">${word('rules.kind', one.kind)}</span><code>${one.id}</code>
          ${one.section === 'rules' ? null : html`<span class="muted">${one.section}</span>`}
          ${one.fields.map((field) => html`<code class="change">${fieldText(field, t('rules.absent'))}</code>`)}
        </li>`,
      )}
    </ul>`;
  }
}

customElements.define('zm-rule-changes', RuleChanges);
