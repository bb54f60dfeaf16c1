import { LitElement, css, html } from 'lit';
import { measureValue, rowName, systemName } from '../model/wall.js';
import { t } from '../text/index.js';
import { panel } from './wall-style.js';

/** Five levels × five systems: [{level, cells: [{system, measures: [{name, value, unit, n}]}]}]. */
export class WallMatrix extends LitElement {
  static properties = { matrix: { attribute: false } };

  static styles = [
    panel,
    css`
      .grid {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template-columns: max-content repeat(5, minmax(0, 1fr));
        grid-template-rows: 2.4rem repeat(5, minmax(0, 1fr));
        gap: 0.5rem;
      }
      .line {
        display: contents;
      }
      .head {
        display: grid;
        place-items: center;
        font-size: 1.15rem;
        color: var(--ink-2);
        letter-spacing: 0.06em;
      }
      .head.row {
        font-size: 1.35rem;
        font-weight: 600;
        min-width: 3.9rem;
        padding-right: 0.4rem;
        color: var(--ink);
      }
      .cell {
        display: flex;
        flex-direction: column;
        justify-content: center;
        gap: 0.35rem;
        min-width: 0;
        padding: 0.4rem 0.9rem;
        overflow: hidden;
        border-radius: 0.45rem;
        background: var(--cell);
        border-left: 0.2rem solid var(--brand);
      }
      .cell.empty {
        background: none;
        border: 0.0625rem dashed var(--line);
        align-items: center;
        color: var(--ink-3);
        font-size: 0.95rem;
      }
      .measure {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.5rem;
        white-space: nowrap;
      }
      .name {
        color: var(--ink-2);
        font-size: 0.95rem;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .value {
        font-size: 1.5rem;
        font-weight: 600;
        line-height: 1.2;
      }
      .value small {
        font-size: 0.9rem;
        font-weight: 400;
        color: var(--ink-2);
        margin-left: 0.1rem;
      }
      .single {
        flex-direction: column;
        align-items: flex-start;
        gap: 0.1rem;
      }
      .single .value {
        font-size: 2.1rem;
      }
      .few {
        font-size: 1rem;
        font-weight: 400;
        color: var(--ink-3);
      }
    `,
  ];

  render() {
    const rows = this.matrix ?? [];
    return html`<div class="grid" role="table" aria-label=${t('wall.matrix')}>
      <div class="line" role="row">
        <span role="cell"></span>
        ${(rows[0]?.cells ?? []).map((cell, at) => html`<div class="head" role="columnheader">${systemName(cell.system, at)}</div>`)}
      </div>
      ${rows.map(
        (row, at) => html`<div class="line" role="row">
          <div class="head row" role="rowheader">${rowName(row.level, at)}</div>
          ${row.cells.map((cell) => this.#cell(cell.measures ?? []))}
        </div>`,
      )}
    </div>`;
  }

  #cell(measures) {
    if (!measures.length) {
      return html`<div class="cell empty" role="cell">${t('wall.empty')}</div>`;
    }
    const form = measures.length === 1 ? 'single' : '';
    return html`<div class="cell" role="cell">
      ${measures.slice(0, 3).map((measure) => {
        const { text, unit } = measureValue(measure);
        const value = text === null ? html`<span class="few">${t('wall.noRate')}</span>` : html`${text}<small>${unit}</small>`;
        return html`<div class="measure ${form}"><span class="name">${measure.name}</span><span class="value">${value}</span></div>`;
      })}
    </div>`;
  }
}

customElements.define('zm-wall-matrix', WallMatrix);
