import { LitElement, css, html } from 'lit';
import { age } from '../model/format.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

/** How old each source's last word is: [{name, ageSeconds}]; `later` are the seconds that passed since. */
export class WallSources extends LitElement {
  static properties = { sources: { attribute: false }, later: { type: Number } };

  static styles = [
    panel,
    css`
      ul {
        flex: 1;
        display: flex;
        flex-direction: column;
        justify-content: space-evenly;
        margin-top: 0.4rem;
      }
      li {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.8rem;
        font-size: 1.1rem;
        white-space: nowrap;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      time {
        color: var(--good);
      }
      .old {
        color: var(--yellow);
      }
      .never {
        color: var(--ink-3);
      }
    `,
  ];

  render() {
    return html`
      <h2>${t('wall.sources')}</h2>
      <ul>
        ${(this.sources ?? []).slice(0, 5).map(({ name, ageSeconds }) => {
          const seconds = ageSeconds === null || ageSeconds === undefined ? null : ageSeconds + (this.later ?? 0);
          const state = seconds === null ? 'never' : seconds > 24 * 3600 ? 'old' : '';
          return html`<li><span>${name.replace(/（.*?）/g, '')}</span><time class=${state}>${age(seconds)}</time></li>`;
        })}
      </ul>
    `;
  }
}

customElements.define('zm-wall-sources', WallSources);
