import { LitElement, css, html, svg } from 'lit';
import { percent, weekdayText } from '../model/format.js';
import { trendLine } from '../model/trend.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

const BOX = { width: 240, height: 92, left: 32, top: 26 };

/** Attendance of the last days as a line: [{date, weekday, rate, n}]; a day without a rate is a gap, never zero. */
export class WallTrend extends LitElement {
  static properties = { trend: { attribute: false } };

  static styles = [
    panel,
    css`
      svg {
        flex: 1;
        min-height: 0;
        width: 100%;
        margin-top: 0.3rem;
        overflow: visible;
      }
      text {
        font-size: 13px;
        fill: var(--ink-2);
        text-anchor: middle;
      }
      text.value {
        fill: var(--ink);
        font-weight: 600;
      }
      text.floor {
        text-anchor: end;
        font-size: 11px;
        fill: var(--ink-3);
      }
      path {
        fill: none;
        stroke: var(--brand);
        stroke-width: 2.5;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      line {
        stroke: var(--line-2);
        stroke-width: 1;
      }
      circle {
        fill: var(--panel);
        stroke: var(--brand);
        stroke-width: 2.5;
      }
      circle.last {
        fill: var(--brand);
      }
    `,
  ];

  render() {
    const days = this.trend ?? [];
    const { floor, points, segments } = trendLine(days, BOX.width, BOX.height);
    const bottom = BOX.top + BOX.height;
    const last = points.findLast((point) => point.y !== null);
    return html`
      <h2>${t('wall.trend')}</h2>
      <svg viewBox="0 0 ${BOX.width + 2 * BOX.left} ${bottom + 24}" role="img" aria-label=${t('wall.trend')}>
        ${svg`
          <line x1=${BOX.left} x2=${BOX.left + BOX.width} y1=${bottom} y2=${bottom}></line>
          <text class="floor" x=${BOX.left - 14} y=${bottom + 4}>${points.length ? percent(floor, 0) : ''}</text>
          ${segments.map((segment) => svg`<path d=${segment.map((p, at) => `${at ? 'L' : 'M'}${BOX.left + p.x} ${BOX.top + p.y}`).join('')}></path>`)}
          ${points.map((point) => this.#point(point, point === last, bottom))}
        `}
      </svg>
    `;
  }

  #point({ day, x, y }, isLast, bottom) {
    const at = BOX.left + x;
    return svg`
      <text x=${at} y=${bottom + 18}>${weekdayText(day.weekday)}</text>
      ${
        y === null
          ? svg`<text x=${at} y=${bottom - 6}>–</text>`
          : svg`<circle class=${isLast ? 'last' : ''} cx=${at} cy=${BOX.top + y} r="4"></circle>
                <text class="value" x=${at} y=${BOX.top + y - 10}>${percent(day.rate)}</text>`
      }
    `;
  }
}

customElements.define('zm-wall-trend', WallTrend);
