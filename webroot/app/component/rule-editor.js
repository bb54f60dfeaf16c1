import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import './rule-changes.js';
import { shared } from './style.js';

/**
 * The rule file as text, with what is wrong beside the lines and what would change. Emits 'draft' with the text, 'save' with the reason,
 * 'drop' to go back to what is in force, and 'adopt' with a pack's id.
 */
export class RuleEditor extends LitElement {
  static properties = {
    yaml: {},
    problems: { attribute: false },
    changed: { attribute: false },
    packs: { attribute: false },
    busy: { type: Boolean },
    readonly: { type: Boolean },
    note: { state: true },
  };

  static styles = [
    shared,
    css`
      .desk {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 340px;
        gap: 18px;
        align-items: start;
      }
      .sheet {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        height: 62vh;
        min-height: 320px;
        border: 1px solid var(--line-2);
        border-radius: 8px;
        background: var(--paper);
        overflow: hidden;
      }
      .numbers,
      textarea {
        margin: 0;
        padding: 10px 10px;
        font: 13px/20px ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace;
      }
      .numbers {
        overflow: hidden;
        text-align: right;
        color: var(--ink-3);
        background: var(--sunken);
        user-select: none;
      }
      .numbers div {
        height: 20px;
        padding: 0 2px 0 8px;
      }
      .numbers .wrong {
        background: var(--bad);
        color: #fff;
        border-radius: 4px;
      }
      textarea {
        display: block;
        width: 100%;
        height: 100%;
        border: 0;
        resize: none;
        white-space: pre;
        overflow: auto;
        background: none;
        color: var(--ink);
      }
      textarea:focus-visible {
        outline-offset: -2px;
      }
      aside {
        display: grid;
        gap: 14px;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
        margin-bottom: 6px;
      }
      .problems button {
        display: block;
        width: 100%;
        margin-bottom: 6px;
        padding: 6px 10px;
        border: 1px solid #f0c4c4;
        border-radius: 7px;
        background: var(--bad-tint);
        color: var(--bad);
        text-align: left;
      }
      .problems code {
        display: block;
        font-size: 12.5px;
        overflow-wrap: anywhere;
      }
      .good {
        color: var(--good);
      }
      .save {
        display: grid;
        gap: 8px;
      }
      .row {
        display: flex;
        gap: 8px;
      }
      .row .primary {
        flex: 1;
      }
      @media (max-width: 900px) {
        .desk {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.note = '';
  }

  get #text() {
    return this.renderRoot.querySelector('textarea');
  }

  render() {
    const lines = (this.yaml ?? '').split('\n').length;
    const wrong = new Set(this.problems?.map((problem) => problem.line));
    return html`<div class="desk">
      <div class="sheet">
        <div class="numbers" aria-hidden="true">
          ${Array.from({ length: lines }, (_, at) => html`<div class=${wrong.has(at + 1) ? 'wrong' : ''}>${at + 1}</div>`)}
        </div>
        <textarea
          aria-label=${t('rules.file')}
          spellcheck="false"
          wrap="off"
          ?readonly=${this.readonly}
          .value=${this.yaml ?? ''}
          @input=${(event) => this.#emit('draft', event.target.value)}
          @scroll=${this.#scrolled}
        ></textarea>
      </div>
      <aside>
        ${this.readonly ? html`<p class="muted">${t('rules.readOnly')}</p>` : this.#packs()}
        <section class="problems" aria-live="polite">
          <h2>${t('rules.problems')}</h2>
          ${this.problems?.length
            ? this.problems.map(
                (problem) => html`<button @click=${() => this.#goTo(problem.line)}>
                  <code>${problem.line ? `${t('rules.line', { n: problem.line })} · ` : ''}${problem.path}</code>${problem.message}
                </button>`,
              )
            : html`<p class="good">${t(this.problems ? 'rules.noProblems' : 'rules.checking')}</p>`}
        </section>
        ${this.problems?.length
          ? null
          : html`<section>
              <h2>${t('rules.changes')}</h2>
              <zm-rule-changes .changed=${this.changed}></zm-rule-changes>
            </section>`}
        ${this.readonly ? null : this.#save()}
      </aside>
    </div>`;
  }

  #packs() {
    return html`<label>
      <h2>${t('rules.packs')}</h2>
      <select class="field" @change=${this.#adopt}>
        <option value="">${t('rules.choosePack')}</option>
        ${this.packs?.map((pack) => html`<option value=${pack.id}>${pack.nameZh}</option>`)}
      </select>
    </label>`;
  }

  #save() {
    const ready = this.problems?.length === 0 && this.changed?.length > 0 && this.note.trim() && !this.busy;
    return html`<section class="save">
      <label>
        <h2>${t('rules.why')}</h2>
        <input class="field" maxlength="500" .value=${this.note} @input=${(event) => (this.note = event.target.value)} />
      </label>
      <div class="row">
        <button class="button primary" ?disabled=${!ready} @click=${this.#saved}>${t('rules.save')}</button>
        <button class="button" ?disabled=${this.busy} @click=${() => this.#emit('drop')}>${t('rules.drop')}</button>
      </div>
    </section>`;
  }

  #saved() {
    this.#emit('save', this.note.trim());
    this.note = '';
  }

  #adopt(event) {
    const { value } = event.target;
    event.target.value = '';
    if (value) {
      this.#emit('adopt', value);
    }
  }

  #scrolled(event) {
    this.renderRoot.querySelector('.numbers').scrollTop = event.target.scrollTop;
  }

  #goTo(line) {
    if (!line) {
      return;
    }
    const lines = this.#text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + lines[line - 1].length);
    this.#text.scrollTop = Math.max(0, (line - 6) * 20);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('zm-rule-editor', RuleEditor);
