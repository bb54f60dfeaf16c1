import { LitElement, css, html } from 'lit';
import { count } from '../model/format.js';
import { widths } from '../model/wall.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

/** Sessions of the period: {running, called, uncalled}. */
export class WallSessions extends LitElement {
  static properties = { sessions: { attribute: false } };

  static styles = [
    panel,
    css`
      .running {
        font-size: 3.4rem;
        line-height: 1.1;
        font-weight: 600;
        margin-top: 0.3rem;
      }
      .running small {
        font-size: 1rem;
        font-weight: 400;
        color: var(--ink-2);
        margin-left: 0.5rem;
      }
      .bar {
        display: flex;
        gap: 0.12rem;
        height: 0.7rem;
        margin: 0.7rem 0 0.8rem;
        border-radius: 0.2rem;
        overflow: hidden;
        background: var(--cell);
      }
      .bar i:first-child {
        background: var(--good);
      }
      .bar i:last-child {
        background: var(--yellow);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr 1fr;
        margin-top: auto;
      }
      dt {
        font-size: 1rem;
        color: var(--good);
      }
      .uncalled {
        color: var(--yellow);
      }
      dd {
        font-size: 1.8rem;
        font-weight: 600;
        line-height: 1.2;
      }
    `,
  ];

  render() {
    const { running, called, uncalled } = this.sessions ?? {};
    const [done, open] = widths([called, uncalled]);
    return html`
      <h2>${t('wall.sessions')}</h2>
      <div class="running">${count(running)}<small>${t('wall.running')}</small></div>
      <div class="bar" aria-hidden="true">
        <i .style=${`flex-grow: ${done}`}></i><i .style=${`flex-grow: ${open}`}></i>
      </div>
      <dl>
        <div>
          <dt>✓ ${t('wall.called')}</dt>
          <dd>${count(called)}</dd>
        </div>
        <div>
          <dt class="uncalled">○ ${t('wall.uncalled')}</dt>
          <dd>${count(uncalled)}</dd>
        </div>
      </dl>
    `;
  }
}

customElements.define('zm-wall-sessions', WallSessions);
