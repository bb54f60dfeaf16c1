import { LitElement, html } from 'lit';
import '../component/bar.js';
import '../component/import-form.js';
import '../component/import-list.js';
import '../component/import-report.js';
import { shared } from '../component/style.js';
import { asked, isMoving, query } from '../model/imports.js';
import { get, post, signedIn, upload } from '../net/api.js';
import { t, title } from '../text/index.js';
import { style } from './imports-style.js';

/** How often a running import is asked how far it is, in ms. */
const POLL = 400;

/** The quality office brings files: try, see what is wrong, map columns, take, and undo. */
class Imports extends LitElement {
  static properties = {
    viewer: { state: true },
    choices: { state: true },
    settings: { state: true },
    current: { state: true },
    past: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [shared, style];

  constructor() {
    super();
    this.settings = asked({ target: 'student-list' });
    this.past = [];
    title('page.imports');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#try(async () => {
      this.viewer = await signedIn(() => get('/api/v1/me'));
      this.choices = await signedIn(() => get('/api/v1/imports/targets'));
      await this.#list();
    });
  }

  async #try(work) {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.problem = problem.message;
    }
    this.busy = false;
  }

  async #list() {
    this.past = (await signedIn(() => get('/api/v1/imports'))).items;
  }

  #bring({ detail: file }) {
    this.current = null;
    this.#try(async () => {
      this.current = await signedIn(() => upload(`/api/v1/imports?${query(this.settings)}`, file));
      await this.#list();
    });
  }

  /** What was asked for with that file stands in the form again: a further try says it once more. */
  #open({ detail: id }) {
    this.#try(async () => {
      this.current = await signedIn(() => get(`/api/v1/imports/${id}`));
      this.settings = asked(this.current.settings);
    });
  }

  #again({ detail }) {
    this.#try(async () => {
      const body = { ...this.settings, ...detail };
      Object.keys(body).forEach((key) => body[key] === '' && delete body[key]);
      this.current = await signedIn(() => post(`/api/v1/imports/${this.current.id}/try`, body));
    });
  }

  #act(id, act) {
    this.#try(async () => {
      this.current = await signedIn(() => post(`/api/v1/imports/${id}/${act}`));
      while (isMoving(this.current)) {
        await new Promise((resolve) => setTimeout(resolve, POLL));
        this.current = await signedIn(() => get(`/api/v1/imports/${id}`));
      }
      await this.#list();
    });
  }

  #apply() {
    this.#try(async () => {
      const { columns, ...kept } = this.current.settings;
      const settings = { ...kept, ...this.settings };
      Object.keys(settings).forEach((key) => (settings[key] === '' || settings[key] == null) && delete settings[key]);
      this.current = await signedIn(() => post(`/api/v1/imports/${this.current.id}/try`, { ...settings, columns }));
      this.#act(this.current.id, 'apply');
    });
  }

  async #signOut() {
    await post('/api/v1/sign-out').catch(() => {});
    location.assign('/sign-in');
  }

  render() {
    return html`
      <zm-bar .heading=${t('page.imports')} .viewer=${this.viewer} @sign-out=${this.#signOut}></zm-bar>
      <main>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : null}
        ${this.choices
          ? html`<zm-import-form
              .choices=${this.choices}
              .settings=${this.settings}
              ?busy=${this.busy}
              @settings=${({ detail }) => (this.settings = { ...this.settings, ...detail })}
              @file=${this.#bring}
            ></zm-import-form>`
          : null}
        ${this.current
          ? html`<zm-import-report
              .item=${this.current}
              .target=${this.choices.targets.find((target) => target.id === this.current.settings.target)}
              .rowWise=${this.settings.rowWise}
              ?busy=${this.busy}
              @row-wise=${({ detail }) => (this.settings = { ...this.settings, rowWise: detail })}
              @again=${this.#again}
              @apply=${this.#apply}
            ></zm-import-report>`
          : null}
        <zm-import-list
          .items=${this.past}
          .targets=${this.choices?.targets ?? []}
          ?busy=${this.busy}
          @undo=${({ detail }) => this.#act(detail, 'undo')}
          @open=${this.#open}
        ></zm-import-list>
      </main>
    `;
  }
}

customElements.define('zm-imports', Imports);
