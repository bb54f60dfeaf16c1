import { LitElement, css, html } from 'lit';
import '../component/bar.js';
import '../component/held-row.js';
import '../component/repair-sheet.js';
import { shared } from '../component/style.js';
import { half } from '../model/quarantine.js';
import { get, post, signedIn, signOut } from '../net/api.js';
import { t, title } from '../text/index.js';

const STATES = ['HELD', 'RELEASED', 'DISCARDED'];
const TYPES = ['attendance', 'roll-call', 'leave-slip', 'lesson-check', 'learning-evaluation', 'reported-value',
  'course-result', 'teacher-attendance', 'ballot-summary'];

/** Rows that could not be taken: why, and what to do about each. */
class Quarantine extends LitElement {
  static properties = {
    viewer: { state: true },
    page: { state: true },
    filter: { state: true },
    sheet: { state: true },
    busy: { state: true },
    problem: { state: true },
    answers: { state: true },
    stories: { state: true },
  };

  static styles = [
    shared,
    css`
      main {
        max-width: 1080px;
        margin: 0 auto;
        padding: 16px 16px 48px;
        display: grid;
        gap: 12px;
      }
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 10px;
      }
      label {
        display: grid;
        gap: 3px;
        font-size: 13px;
        color: var(--ink-2);
      }
      .field {
        min-height: 44px;
        font-size: 15px;
        color: var(--ink);
      }
      .none {
        padding: 60px 0;
        text-align: center;
      }
      .problem {
        padding: 8px 14px;
        border-radius: 8px;
        background: var(--bad-tint);
        color: var(--bad);
      }
      .more {
        justify-self: center;
        min-height: 44px;
      }
    `,
  ];

  constructor() {
    super();
    title('page.quarantine');
    this.filter = { state: 'HELD', source: '', field: '', type: '' };
    this.answers = new Map();
    this.stories = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load(after) {
    const query = new URLSearchParams(Object.entries(this.filter).filter(([, value]) => value));
    if (after) {
      query.set('after', after);
    }
    await this.#try(async () => {
      this.viewer ??= await get('/api/v1/me');
      const page = await get(`/api/v1/quarantine?${query}`);
      this.page = after ? { ...page, items: [...this.page.items, ...page.items] } : page;
    });
  }

  async #try(work) {
    this.busy = true;
    this.problem = null;
    try {
      await signedIn(work);
      return null;
    } catch (problem) {
      this.problem = half(problem.message);
      return problem;
    } finally {
      this.busy = false;
    }
  }

  #narrow(event) {
    this.filter = { ...this.filter, [event.target.name]: event.target.value };
    this.#load();
  }

  async #send(item, body) {
    const failed = await this.#try(async () => {
      const receipt = await post(`/api/v1/quarantine/${item.id}/send`, body);
      const [error] = receipt.errors;
      this.#answer(item, error ? { text: half(error.message), field: error.field } : { good: true, text: t('quarantine.taken') });
    });
    const answer = this.answers.get(item.id);
    if (this.sheet && (failed || !answer.good)) {
      this.sheet = { ...this.sheet, message: failed?.message ?? answer.text, field: failed?.field?.replace('observation.', '') ?? answer.field };
      return;
    }
    this.sheet = null;
    await this.#reread(item);
  }

  async #discard(item, reason) {
    const failed = await this.#try(() => post(`/api/v1/quarantine/${item.id}/discard`, { reason }));
    if (failed) {
      this.sheet = { ...this.sheet, message: failed.message };
      return;
    }
    this.sheet = null;
    this.#answer(item, { good: true, text: t('quarantine.DISCARDED') });
    await this.#reread(item);
  }

  #answer(item, answer) {
    this.answers = new Map(this.answers).set(item.id, answer);
  }

  /** A row that was dealt with stays where it was, with what became of it. */
  async #reread(item) {
    const detail = await get(`/api/v1/quarantine/${item.id}`).catch(() => null);
    if (detail) {
      this.page = { ...this.page, items: this.page.items.map((one) => (one.id === item.id ? detail.item : one)) };
      this.stories = new Map(this.stories).set(item.id, detail.acts);
    }
  }

  async #story(item) {
    const stories = new Map(this.stories);
    if (stories.delete(item.id)) {
      this.stories = stories;
    } else {
      await this.#reread(item);
    }
  }

  render() {
    return html`
      <zm-bar .heading=${t('page.quarantine')} .viewer=${this.viewer} @sign-out=${signOut}></zm-bar>
      <main>
        <p class="muted">${t('quarantine.lead')}</p>
        ${this.#filters()} ${this.problem && !this.sheet ? html`<p class="problem" role="alert">${this.problem}</p>` : null}
        ${this.page ? this.#rows() : html`<p class="none muted">${this.problem ? '' : t('cards.loading')}</p>`}
      </main>
      ${this.sheet ? this.#sheet() : null}
    `;
  }

  #filters() {
    const groups = this.page?.groups ?? [];
    const sources = new Map(groups.map((group) => [group.source, group.sourceName ?? group.source]));
    const fields = [...new Set(groups.map((group) => group.field))];
    const count = (matches) => groups.filter(matches).reduce((sum, group) => sum + group.rows, 0);
    return html`<form @change=${this.#narrow} @submit=${(event) => event.preventDefault()}>
      ${this.#choice('state', STATES.map((state) => [state, t(`quarantine.${state}`)]))}
      ${this.#choice('source', [['', t('quarantine.all')], ...[...sources].map(([id, name]) => [id, `${name} (${count((group) => group.source === id)})`])])}
      ${this.#choice('field', [['', t('quarantine.all')], ...fields.map((field) => [field, `${t(`field.${field}`)} (${count((group) => group.field === field)})`])])}
      ${this.#choice('type', [['', t('quarantine.all')], ...TYPES.map((type) => [type, t(`type.${type}`)])])}
    </form>`;
  }

  #choice(name, options) {
    return html`<label
      >${t(`quarantine.by.${name}`)}
      <select class="field" name=${name}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${this.filter[name] === value}>${text}</option>`)}
      </select>
    </label>`;
  }

  #rows() {
    const { items, next } = this.page;
    if (!items.length) {
      return html`<p class="none muted">${t('quarantine.none')}</p>`;
    }
    return html`
      ${items.map(
        (item) => html`<zm-held-row
          .item=${item}
          .acts=${this.stories.get(item.id)}
          .answer=${this.answers.get(item.id)}
          .busy=${this.busy}
          @resend=${() => this.#send(item, {})}
          @repair=${() => (this.sheet = { item })}
          @discard=${() => (this.sheet = { item, discarding: true })}
          @story=${() => this.#story(item)}
        ></zm-held-row>`,
      )}
      ${next ? html`<button class="button more" ?disabled=${this.busy} @click=${() => this.#load(next)}>${t('quarantine.more')}</button>` : null}
    `;
  }

  #sheet() {
    const { item, discarding, message, field } = this.sheet;
    return html`<zm-repair-sheet
      .item=${item}
      .discarding=${discarding ?? false}
      .busy=${this.busy}
      .message=${message}
      .field=${field}
      @close=${() => (this.sheet = null)}
      @done=${({ detail }) => (discarding ? this.#discard(item, detail.reason) : this.#send(item, detail))}
    ></zm-repair-sheet>`;
  }
}

customElements.define('zm-quarantine', Quarantine);
