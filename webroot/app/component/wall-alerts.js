import { LitElement, css, html, svg } from 'lit';
import { count } from '../model/format.js';
import { LEVELS, SHAPES } from '../model/level.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

/** How many alerts of each level are open: {BLUE, YELLOW, ORANGE, RED}; small counts come as "<5". */
export class WallAlerts extends LitElement {
  static properties = { alerts: { attribute: false } };

  static styles = [
    panel,
    css`
      ul {
        flex: 1;
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0.5rem;
        margin-top: 0.6rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.55rem;
        padding: 0 0.7rem;
        border-radius: 0.45rem;
        background: var(--cell);
        color: var(--level);
      }
      svg {
        width: 1.25rem;
        height: 1.25rem;
        flex: none;
        fill: currentcolor;
      }
      span {
        font-size: 1.05rem;
      }
      b {
        margin-left: auto;
        font-size: 1.8rem;
        font-weight: 600;
        line-height: 1;
        color: var(--ink);
      }
      .RED {
        --level: var(--red);
      }
      .ORANGE {
        --level: var(--orange);
      }
      .YELLOW {
        --level: var(--yellow);
      }
      .BLUE {
        --level: var(--blue);
      }
    `,
  ];

  render() {
    return html`
      <h2>${t('wall.alerts')}</h2>
      <ul>
        ${[...LEVELS].reverse().map(
          (level) => html`<li class=${level}>
            <svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${SHAPES[level]}></path>`}</svg>
            <span>${t(`level.${level}`)}</span><b>${count(this.alerts?.[level] ?? 0)}</b>
          </li>`,
        )}
      </ul>
    `;
  }
}

customElements.define('zm-wall-alerts', WallAlerts);
