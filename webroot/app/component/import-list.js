import { LitElement, css, html } from 'lit';
import { countTexts } from '../model/imports.js';
import { t } from '../text/index.js';
import { panel } from './import-style.js';
import { shared } from './style.js';

/** Imports that were, newest first. Undoing asks once more. Emits 'undo' and 'open' with the id. */
export class ImportList extends LitElement {
  static properties = {
    items: { attribute: false },
    targets: { attribute: false },
    busy: { type: Boolean },
    asked: { state: true },
  };

  static styles = [
    shared,
    panel,
    css`
      .scroll {
        max-height: none;
      }
      .state {
        padding: 0 8px;
        border-radius: 5px;
        background: var(--sunken);
      }
      .DONE {
        background: var(--good-tint);
        color: var(--good);
      }
      .FAILED {
        background: var(--bad-tint);
        color: var(--bad);
      }
      .quiet {
        min-height: 0;
        padding: 0;
        text-align: left;
      }
      .danger {
        border-color: var(--bad);
        color: var(--bad);
      }
    `,
  ];

  render() {
    return html`<section>
      <h2>${t('imports.past')}</h2>
      ${this.items.length
        ? html`<div class="scroll" tabindex="0">
            <table>
              <tr>
                <th>#</th>
                <th>${t('imports.fileName')}</th>
                <th>${t('imports.target')}</th>
                <th>${t('imports.by')}</th>
                <th>${t('imports.at')}</th>
                <th>${t('imports.stateHead')}</th>
                <th>${t('imports.outcome')}</th>
                <th><span class="unseen">${t('imports.undo')}</span></th>
              </tr>
              ${this.items.map((item) => this.#row(item))}
            </table>
          </div>`
        : html`<p class="muted">${t('imports.none')}</p>`}
    </section>`;
  }

  #row(item) {
    const target = this.targets.find((one) => one.id === item.settings.target);
    return html`<tr data-id=${item.id}>
      <td>${item.id}</td>
      <td>
        <button class="button quiet" @click=${() => this.#emit('open', item.id)}>${item.fileName}</button>
      </td>
      <td>${target?.zh ?? item.settings.target}</td>
      <td>${item.createdBy}</td>
      <td>${item.createdAt.slice(0, 16).replace('T', ' ')}</td>
      <td><span class="state ${item.state}">${t(`imports.state.${item.state}`)}</span></td>
      <td>
        ${item.state === 'DONE' || item.state === 'UNDONE'
          ? countTexts(item.report?.counts ?? {})
              .map(([key, count]) => t(`imports.count.${key}`, { count }))
              .join(' · ')
          : ''}
      </td>
      <td>${item.state === 'DONE' ? this.#undo(item) : null}</td>
    </tr>`;
  }

  #undo(item) {
    return this.asked === item.id
      ? html`<button
          class="button danger"
          ?disabled=${this.busy}
          @click=${() => {
            this.asked = null;
            this.#emit('undo', item.id);
          }}
        >
          ${t('imports.undoSure')}
        </button>`
      : html`<button class="button" ?disabled=${this.busy} @click=${() => (this.asked = item.id)}>${t('imports.undo')}</button>`;
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('zm-import-list', ImportList);
