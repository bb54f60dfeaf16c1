import { LitElement, css, html } from 'lit';
import '../component/bar.js';
import '../component/source-card.js';
import '../component/source-form.js';
import { shared } from '../component/style.js';
import { get, post, signedIn, signOut } from '../net/api.js';
import { t, title } from '../text/index.js';

const SOURCES = '/api/v1/sources';

/** The data sources: who answers for them, what they may do, their keys, and what became of what they sent. */
class Sources extends LitElement {
  static properties = {
    view: { state: true },
    viewer: { state: true },
    problem: { state: true },
    edited: { state: true },
    refused: { state: true },
    key: { state: true },
  };

  static styles = [
    shared,
    css`
      main {
        max-width: 1120px;
        margin: 0 auto;
        padding: 14px 20px 60px;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 10px;
        padding-bottom: 12px;
      }
      li {
        margin-top: 14px;
      }
      .key {
        margin-bottom: 14px;
        padding: 14px 18px;
        background: var(--warn-tint);
        border-radius: var(--radius);
      }
      .key code {
        display: block;
        margin: 8px 0;
        padding: 8px 10px;
        background: var(--paper);
        border-radius: 7px;
        font-size: 15px;
        overflow-wrap: anywhere;
        user-select: all;
      }
      .silence {
        margin-bottom: 14px;
        padding: 10px 18px;
        background: var(--bad-tint);
        color: var(--bad);
        border-radius: var(--radius);
      }
      .none {
        padding: 60px 0;
        text-align: center;
      }
    `,
  ];

  constructor() {
    super();
    title('page.sources');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.viewer ??= await signedIn(() => get('/api/v1/me'));
      this.view = await signedIn(() => get(SOURCES));
      this.problem = null;
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  /** Does it, shows the list anew, and says what was refused. */
  async #act(work) {
    try {
      const answer = await signedIn(work);
      this.key = answer?.key ? answer : this.key;
      this.edited = null;
      this.refused = null;
      await this.#load();
    } catch (problem) {
      this.refused = problem.field ? `${t(`source.${problem.field}`)}：${problem.message}` : problem.message;
    }
  }

  #path(id, rest = '') {
    return `${SOURCES}/${encodeURIComponent(id)}${rest}`;
  }

  #edit(id) {
    this.edited = { id };
    this.refused = null;
  }

  render() {
    return html`
      <zm-bar
        .heading=${t('page.sources')}
        .now=${this.view ? Date.parse(this.view.now) : null}
        .viewer=${this.viewer}
        @sign-out=${signOut}
      ></zm-bar>
      <main>
        ${this.problem ? html`<p class="none" role="alert">${this.problem}</p>` : null}
        ${this.view ? this.#view(this.view) : html`<p class="none muted">${this.problem ? '' : t('cards.loading')}</p>`}
      </main>
    `;
  }

  #view(view) {
    return html`
      <div class="top">
        <p class="muted">${t('source.law')}</p>
        ${view.manages ? html`<button class="button primary" @click=${() => this.#edit(null)}>${t('source.new')}</button>` : null}
      </div>
      ${this.#silence(view.sources.filter((source) => source.silentSince).length)} ${this.key ? this.#key(this.key) : null}
      ${this.refused && !this.edited ? html`<p role="alert">${this.refused}</p>` : null}
      ${this.edited?.id === null ? this.#form(null) : null}
      ${view.sources.length
        ? html`<ul>
            ${view.sources.map((source) => html`<li>${this.#source(source, view)}</li>`)}
          </ul>`
        : html`<p class="none muted">${t('source.none')}</p>`}
    `;
  }

  #silence(count) {
    return count ? html`<p class="silence" role="alert">${t('source.silentSome', { n: count })}</p>` : null;
  }

  #key({ source, key }) {
    return html`<section class="key" role="status">
      ${t('source.keyShown', { source })}<code>${key}</code>
      <button class="button" @click=${() => (this.key = null)}>${t('source.keyTaken')}</button>
    </section>`;
  }

  #source(source, view) {
    const { id, settings } = source;
    if (settings && this.edited?.id === id) {
      return this.#form(settings);
    }
    return html`<zm-source-card
      .source=${source}
      .now=${Date.parse(view.now)}
      .manages=${view.manages}
      @edit=${() => this.#edit(id)}
      @new-key=${() => this.#act(() => post(this.#path(id, '/keys')))}
      @revoke-key=${(event) => this.#act(() => post(this.#path(id, `/keys/${event.detail}/revoke`)))}
    ></zm-source-card>`;
  }

  #form(settings) {
    const path = settings ? this.#path(settings.id) : SOURCES;
    return html`<zm-source-form
      .settings=${settings}
      .problem=${this.refused}
      @save=${(event) => this.#act(() => post(path, event.detail))}
      @cancel=${() => (this.edited = null)}
    ></zm-source-form>`;
  }
}

customElements.define('zm-sources', Sources);
