import { LitElement, css, html } from 'lit';
import { dayClock } from '../model/time.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** System alerts: expected sources that say nothing, [{source, name, since, lastAt}]. Told apart from alerts of measures. */
export class SilentSources extends LitElement {
  static properties = { sources: { attribute: false } };

  static styles = [
    shared,
    css`
      section {
        padding: 10px 16px;
        margin-bottom: 12px;
        border: 1px dashed var(--bad);
        border-radius: 10px;
        background: var(--paper);
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
        color: var(--bad);
      }
      li {
        padding: 4px 0;
      }
      a {
        color: var(--brand-deep);
        font-weight: 600;
      }
      p,
      .when {
        font-size: 13px;
        color: var(--ink-2);
      }
    `,
  ];

  render() {
    const sources = this.sources ?? [];
    if (!sources.length) {
      return null;
    }
    return html`<section role="status">
      <h2>${t('silent.title', { n: sources.length })}</h2>
      <p>${t('silent.meaning')}</p>
      <ul>
        ${sources.map(
          (one) => html`<li>
            <a href="/sources">${one.name}</a>
            <span class="when">${t('silent.since', { time: dayClock(one.since) })}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('zm-silent-sources', SilentSources);
