import { LitElement, css, html } from 'lit';
import { mapped } from '../model/imports.js';
import { t } from '../text/index.js';
import { panel } from './import-style.js';
import { shared } from './style.js';

/** Which header is which column, and what a file calls a class or a teacher. Emits 'again' with {columns} or {aliases}. */
export class ImportColumns extends LitElement {
  static properties = {
    columns: { attribute: false },
    target: { attribute: false },
    busy: { type: Boolean },
    chosen: { state: true },
  };

  static styles = [
    shared,
    panel,
    css`
      details {
        margin-top: 14px;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 8px 16px;
        margin: 10px 0;
      }
      .grid label {
        display: grid;
        gap: 2px;
        font-size: 13px;
        color: var(--ink-2);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      form .field {
        width: 170px;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('columns')) {
      this.chosen = mapped(this.columns);
    }
  }

  #alias(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#again({ aliases: { [form.get('kind')]: { [form.get('alias').trim()]: form.get('id').trim() } } });
  }

  #again(detail) {
    this.dispatchEvent(new CustomEvent('again', { detail }));
  }

  render() {
    return html`<details class="columns">
        <summary>${t('imports.columns')}</summary>
        <div class="grid">
          ${this.columns.map(
            ({ header }) => html`<label
              >${header}
              <select
                class="field"
                @change=${(e) => (this.chosen = { ...this.chosen, [header]: e.target.value })}
              >
                <option value="" ?selected=${!this.chosen[header]}>${t('imports.ignore')}</option>
                ${this.target.columns.map(
                  (one) =>
                    html`<option value=${one.name} ?selected=${this.chosen[header] === one.name}>
                      ${one.zh}${one.required ? ' *' : ''}
                    </option>`,
                )}
              </select>
            </label>`,
          )}
        </div>
        <button class="button" ?disabled=${this.busy} @click=${() => this.#again({ columns: this.chosen })}>
          ${t('imports.tryColumns')}
        </button>
      </details>
      <details class="aliases">
        <summary>${t('imports.aliases')}</summary>
        <form class="grid" @submit=${this.#alias}>
          <select class="field" name="kind" aria-label=${t('imports.aliasKind')}>
            <option value="class">${t('imports.aliasClass')}</option>
            <option value="teacher">${t('imports.aliasTeacher')}</option>
          </select>
          <input class="field" name="alias" required maxlength="100" placeholder=${t('imports.alias')} aria-label=${t('imports.alias')} />
          <input class="field" name="id" maxlength="100" placeholder=${t('imports.aliasId')} aria-label=${t('imports.aliasId')} />
          <button class="button" ?disabled=${this.busy}>${t('imports.tryAlias')}</button>
        </form>
      </details>`;
  }
}

customElements.define('zm-import-columns', ImportColumns);
