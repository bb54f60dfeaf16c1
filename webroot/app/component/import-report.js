import { LitElement, css, html } from 'lit';
import { canApply, columnName, countTexts, isMoving, previewColumns, share } from '../model/imports.js';
import { t } from '../text/index.js';
import './import-columns.js';
import { panel } from './import-style.js';
import { shared } from './style.js';

/** What a try found, or what came of an import. Emits 'apply', 'row-wise' and 'again' with columns or aliases. */
export class ImportReport extends LitElement {
  static properties = {
    item: { attribute: false },
    target: { attribute: false },
    rowWise: { attribute: false },
    busy: { type: Boolean },
  };

  static styles = [
    shared,
    panel,
    css`
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
      }
      .facts span {
        padding: 1px 9px;
        border-radius: 5px;
        background: var(--sunken);
        font-size: 13px;
      }
      .facts .good {
        background: var(--good-tint);
        color: var(--good);
      }
      .facts .bad {
        background: var(--bad-tint);
        color: var(--bad);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 18px;
        margin-top: 16px;
      }
      .acts label {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      progress {
        width: 100%;
        height: 12px;
        margin-top: 14px;
        accent-color: var(--brand);
      }
    `,
  ];

  render() {
    const { item, target } = this;
    const report = item.report;
    return html`<section aria-live="polite">
      <h2>${item.fileName} <small class="muted">${target?.zh ?? ''} · ${t(`imports.state.${item.state}`)}</small></h2>
      <div class="facts">
        ${report.format ? html`<span>${report.format}</span>` : null}
        ${report.encoding ? html`<span>${t('imports.encoding', { encoding: report.encoding })}</span>` : null}
        ${report.sheet ? html`<span>${t('imports.sheet', { sheet: report.sheet })}</span>` : null}
        ${report.headerRow ? html`<span>${t('imports.headerRow', { row: report.headerRow })}</span>` : null}
        <span>${t('imports.rows', { rows: report.rows })}</span>
        ${report.problemCount ? html`<span class="bad">${t('imports.problems', { count: report.problemCount })}</span>` : null}
        ${!report.problemCount && item.state === 'TRIED' ? html`<span class="good">${t('imports.noProblems')}</span>` : null}
        ${countTexts(report.counts).map(([key, count]) => html`<span>${t(`imports.count.${key}`, { count })}</span>`)}
      </div>
      ${isMoving(item)
        ? html`<progress max="1" .value=${share(item)} aria-label=${t(`imports.state.${item.state}`)}></progress>`
        : null}
      ${this.#acts()} ${this.#problems(report)}
      ${report.columns.length && item.state === 'TRIED'
        ? html`<zm-import-columns
            .columns=${report.columns}
            .target=${target}
            ?busy=${this.busy}
            @again=${({ detail }) => this.#again(detail)}
          ></zm-import-columns>`
        : null}
      ${this.#preview(report)} ${this.#sessions(report)}
    </section>`;
  }

  #again(detail) {
    this.dispatchEvent(new CustomEvent('again', { detail }));
  }

  #acts() {
    const { item } = this;
    if (item.state !== 'TRIED' && item.state !== 'FAILED') {
      return null;
    }
    return html`<div class="acts">
      <label
        ><input
          type="radio"
          name="mode"
          .checked=${!this.rowWise}
          @change=${() => this.dispatchEvent(new CustomEvent('row-wise', { detail: false }))}
        />${t('imports.allOrNothing')}</label
      >
      <label
        ><input
          type="radio"
          name="mode"
          .checked=${this.rowWise}
          @change=${() => this.dispatchEvent(new CustomEvent('row-wise', { detail: true }))}
        />${t('imports.rowWise')}</label
      >
      <button
        class="button primary"
        ?disabled=${this.busy || !canApply(item.report, this.rowWise)}
        @click=${() => this.dispatchEvent(new CustomEvent('apply'))}
      >
        ${t('imports.apply')}
      </button>
    </div>`;
  }

  #problems(report) {
    if (!report.problems.length) {
      return null;
    }
    return html`<h3>${t('imports.problemsHead')}</h3>
      <div class="scroll" tabindex="0">
        <table class="problems">
          <tr>
            <th>${t('imports.row')}</th>
            <th>${t('imports.field')}</th>
            <th>${t('imports.what')}</th>
          </tr>
          ${report.problems.map(
            (one) => html`<tr>
              <td>${one.row || t('imports.file')}</td>
              <td>${columnName(this.target, one.field)}</td>
              <td class="wrap">${one.message}</td>
            </tr>`,
          )}
        </table>
      </div>`;
  }

  #preview(report) {
    const columns = previewColumns(report.preview);
    if (!columns.length) {
      return null;
    }
    return html`<h3>${t('imports.preview')}</h3>
      <div class="scroll" tabindex="0">
        <table class="preview">
          <tr>
            <th>${t('imports.row')}</th>
            ${columns.map((name) => html`<th>${columnName(this.target, name)}</th>`)}
          </tr>
          ${report.preview.map(
            (row) => html`<tr>
              <td>${row.row}</td>
              ${columns.map((name) => html`<td>${row.texts[name] ?? ''}</td>`)}
            </tr>`,
          )}
        </table>
      </div>`;
  }

  #sessions(report) {
    if (!report.sessionCount) {
      return null;
    }
    return html`<h3>${t('imports.sessions', { count: report.sessionCount })}</h3>
      <div class="scroll" tabindex="0">
        <table class="sessions">
          ${report.sessions.map(
            (one) => html`<tr>
              <td>${one.at}</td>
              <td>${one.course}</td>
              <td>${one.classes.join('、')}</td>
              <td>${one.teachers.join('、')}</td>
              <td>${one.room ?? ''}</td>
            </tr>`,
          )}
        </table>
      </div>`;
  }
}

customElements.define('zm-import-report', ImportReport);
