import { LitElement, css, html } from 'lit';
import { groups } from '../model/imports.js';
import { t } from '../text/index.js';
import { panel } from './import-style.js';
import { shared } from './style.js';

/** What the file is and where it goes; the file is dropped or chosen. Emits 'settings' with what changed and 'file'. */
export class ImportForm extends LitElement {
  static properties = {
    choices: { attribute: false },
    settings: { attribute: false },
    busy: { type: Boolean },
    over: { state: true },
  };

  static styles = [
    shared,
    panel,
    css`
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 18px;
        margin-bottom: 14px;
      }
      .fields label {
        display: grid;
        gap: 3px;
        min-width: 190px;
        font-size: 13px;
        color: var(--ink-2);
      }
      .fields label.check {
        display: flex;
        align-items: center;
        gap: 6px;
        align-self: end;
        min-height: 34px;
      }
      .drop {
        display: grid;
        place-items: center;
        gap: 4px;
        padding: 26px 20px;
        border: 2px dashed var(--line-2);
        border-radius: var(--radius);
        background: var(--ground);
        text-align: center;
        cursor: pointer;
      }
      .drop.over {
        border-color: var(--brand);
        background: var(--brand-tint);
      }
      .drop:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .drop b {
        font-size: 15px;
      }
      .drop small {
        color: var(--ink-3);
      }
    `,
  ];

  get #target() {
    return this.choices.targets.find((target) => target.id === this.settings.target);
  }

  #set(detail) {
    this.dispatchEvent(new CustomEvent('settings', { detail }));
  }

  #send(file) {
    if (file && !this.busy) {
      this.dispatchEvent(new CustomEvent('file', { detail: file }));
    }
  }

  render() {
    const { settings } = this;
    const kind = this.#target?.kind;
    return html`<section>
      <h2>${t('imports.new')}</h2>
      <div class="fields">
        <label
          >${t('imports.target')}
          <select class="field" @change=${(e) => this.#set({ target: e.target.value, source: '' })}>
            ${groups(this.choices.targets).map(
              ([name, targets]) => html`<optgroup label=${t(`imports.kind.${name}`)}>
                ${targets.map(
                  (one) => html`<option value=${one.id} .selected=${one.id === settings.target}>${one.zh}</option>`,
                )}
              </optgroup>`,
            )}
          </select>
        </label>
        ${kind === 'STREAM' ? this.#sender() : this.#origin()}
        ${settings.target === 'timetable' ? this.#term() : null}
        ${settings.target === 'student-list'
          ? html`<label
              >${t('imports.validFrom')}
              <input
                class="field"
                type="date"
                .value=${settings.validFrom}
                @change=${(e) => this.#set({ validFrom: e.target.value })}
              />
            </label>`
          : null}
        ${kind === 'TABLE' ? this.#check('whole') : null} ${kind === 'STREAM' ? this.#check('history') : null}
      </div>
      <label
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(e) => {
          e.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => (this.over = false)}
        @drop=${(e) => {
          e.preventDefault();
          this.over = false;
          this.#send(e.dataTransfer.files[0]);
        }}
      >
        <b>${t(this.busy ? 'imports.busy' : 'imports.drop')}</b>
        <small>${t('imports.formats')}</small>
        <input
          class="unseen"
          type="file"
          accept=".csv,.txt,.xlsx,.xls,.xml,.html"
          ?disabled=${this.busy}
          aria-label=${t('imports.drop')}
          @change=${(e) => {
            this.#send(e.target.files[0]);
            e.target.value = '';
          }}
        />
      </label>
    </section>`;
  }

  /** Observations come in the name of a registered source. */
  #sender() {
    const { sources } = this.choices;
    return html`<label
      >${t('imports.source')}
      <select class="field" @change=${(e) => this.#set({ source: e.target.value })}>
        <option value="" .selected=${!this.settings.source}>${t('imports.choose')}</option>
        ${sources
          .filter((one) => !one.types || one.types.includes(this.settings.target))
          .map((one) => html`<option value=${one.id} .selected=${one.id === this.settings.source}>${one.name}</option>`)}
      </select>
    </label>`;
  }

  #origin() {
    return html`<label
      >${t('imports.origin')}
      <input
        class="field"
        maxlength="60"
        placeholder=${t('imports.originHint')}
        .value=${this.settings.source}
        @change=${(e) => this.#set({ source: e.target.value.trim() })}
      />
    </label>`;
  }

  #term() {
    return html`<label
      >${t('imports.term')}
      <select class="field" @change=${(e) => this.#set({ term: e.target.value })}>
        <option value="">${t('imports.termNow')}</option>
        ${this.choices.terms.map(
          (one) => html`<option value=${one.id} .selected=${one.id === this.settings.term}>${one.name}</option>`,
        )}
      </select>
    </label>`;
  }

  #check(name) {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this.settings[name]}
        @change=${(e) => this.#set({ [name]: e.target.checked })}
      />${t(`imports.${name}`)}</label
    >`;
  }
}

customElements.define('zm-import-form', ImportForm);
