import { LitElement, css, html } from 'lit';
import { edit } from '../model/source.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** What the office says of a source. `settings` null = a new one. Emits 'save' with the edit, and 'cancel'. */
export class SourceForm extends LitElement {
  static properties = { settings: { attribute: false }, problem: { attribute: false } };

  static styles = [
    shared,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
        gap: 12px 18px;
        padding: 16px 18px;
        background: var(--brand-tint);
        border-radius: var(--radius);
      }
      label {
        display: block;
        font-weight: 500;
      }
      label small {
        display: block;
        font-weight: 400;
        color: var(--ink-2);
      }
      label.choice {
        display: flex;
        align-items: center;
        gap: 8px;
        font-weight: 400;
      }
      .buttons {
        grid-column: 1 / -1;
        display: flex;
        gap: 10px;
      }
      [role='alert'] {
        grid-column: 1 / -1;
        color: var(--bad);
      }
    `,
  ];

  render() {
    const of = this.settings;
    return html`<form @submit=${this.#save}>
      ${of ? null : this.#field('id', '', null, { required: true, pattern: '[a-z0-9][a-z0-9\\-]{0,39}' })}
      ${this.#field('name', of?.name, null, { required: true })}
      ${this.#field('rank', of?.rank ?? 30, 'source.rankHint', { required: true, type: 'number' })}
      ${this.#field('owner', of?.owner, 'source.ownerHint')}
      ${this.#field('cadenceMinutes', of?.cadenceMinutes, 'source.cadenceHint', { type: 'number', text: 'source.cadence' })}
      ${this.#field('rowsPerSecond', of?.rowsPerSecond ?? 5000, null, { type: 'number', required: true })}
      ${this.#field('types', of?.types?.join(', '), 'source.typesHint')}
      ${this.#field('classes', of?.classes?.join(', '), 'source.classesHint')}
      ${of ? null : this.#field('keyExpiresOn', '', null, { type: 'date' })}
      ${this.#choice('offRoster', of?.offRoster, 'source.offRoster')} ${this.#choice('signed', of?.signed, 'source.isSigned')}
      ${of ? this.#choice('revoked', of.revoked, 'source.isRevoked') : null}
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : null}
      <div class="buttons">
        <button class="button primary">${t('source.save')}</button>
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${t('source.cancel')}</button>
      </div>
    </form>`;
  }

  #field(name, value, hint, { required = false, type = 'text', pattern = '.*', text = `source.${name}` } = {}) {
    return html`<label
      >${t(text)}${hint ? html`<small>${t(hint)}</small>` : null}
      <input class="field" name=${name} type=${type} pattern=${pattern} ?required=${required} .value=${String(value ?? '')} />
    </label>`;
  }

  #choice(name, value, text) {
    return html`<label class="choice"><input type="checkbox" name=${name} ?checked=${Boolean(value)} />${t(text)}</label>`;
  }

  #save(event) {
    event.preventDefault();
    const detail = edit(new FormData(event.target), !this.settings);
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }
}

customElements.define('zm-source-form', SourceForm);
