import { LitElement, html } from 'lit';
import '../component/bar.js';
import '../component/rule-editions.js';
import '../component/rule-editor.js';
import '../component/rule-list.js';
import '../component/rule-shadow.js';
import '../component/rule-trial.js';
import { shared } from '../component/style.js';
import { mayEditRules } from '../model/role.js';
import { daysBefore, isBusy, onlyRule } from '../model/rules.js';
import { get, post, signedIn } from '../net/api.js';
import { lang, t, title } from '../text/index.js';
import { rulesStyle } from './rules-style.js';

const TABS = ['list', 'edit', 'editions', 'shadow', 'trial'];
/** Milliseconds between a key and asking what is wrong with the draft, and between two looks at a back-test. */
const CHECK_AFTER = 400;
const LOOK_EVERY = 500;

/** The rules page: holds the state, feeds the components, talks to the server. */
class Rules extends LitElement {
  static properties = {
    tab: { state: true },
    viewer: { state: true },
    text: { state: true },
    packs: { state: true },
    draft: { state: true },
    checked: { state: true },
    editions: { state: true },
    next: { state: true },
    shadowOf: { state: true },
    comparison: { state: true },
    trial: { state: true },
    job: { state: true },
    audience: { state: true },
    proposal: { state: true },
    busy: { state: true },
    message: { state: true },
    problem: { state: true },
  };

  static styles = [shared, rulesStyle];

  #timer;

  constructor() {
    super();
    this.tab = TABS.includes(location.hash.slice(1)) ? location.hash.slice(1) : 'list';
    this.editions = [];
    this.trial = {};
    title('page.rules');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.#do(async () => {
      this.viewer ??= await signedIn(() => get('/api/v1/me'));
      this.text = await signedIn(() => get('/api/v1/rules'));
      this.packs ??= await get('/api/v1/rules/packs');
      this.draft = this.text.yaml;
      this.checked = { problems: this.text.problems, changed: [] };
      await this.#loadEditions();
      const today = this.text.today;
      this.trial = { from: daysBefore(today, 28), to: today, budget: 5, ...this.trial };
    });
  }

  async #loadEditions(after) {
    const page = await get(`/api/v1/rules/editions${after ? `?after=${after}` : ''}`);
    this.editions = after ? [...this.editions, ...page.items] : page.items;
    this.next = page.next;
  }

  async #do(work) {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }

  async #signOut() {
    await post('/api/v1/sign-out').catch(() => {});
    location.assign('/sign-in');
  }

  #show(tab) {
    this.tab = tab;
    this.message = null;
    history.replaceState(null, '', `${location.pathname}${location.search}#${tab}`);
    if (tab === 'shadow' && !this.comparison) {
      const first = this.text?.rules.find((rule) => rule.shadow);
      if (first) {
        this.#compare(first.id);
      }
    }
  }

  #drafted(yaml) {
    this.draft = yaml;
    this.message = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), CHECK_AFTER);
  }

  async #check() {
    const yaml = this.draft;
    if (!yaml.trim()) {
      this.checked = { problems: [{ path: '', message: t('rules.empty') }], changed: [] };
      return;
    }
    await this.#do(async () => {
      const checked = await post('/api/v1/rules/editions?dryRun=true', { yaml });
      if (yaml === this.draft) {
        this.checked = checked;
      }
    });
  }

  async #save(note) {
    clearTimeout(this.#timer);
    await this.#do(async () => {
      const outcome = await post('/api/v1/rules/editions', { yaml: this.draft, after: this.text.edition.id, note });
      await this.#settled(outcome);
    });
  }

  async #restore({ id, note }) {
    await this.#do(async () => {
      const outcome = await post(`/api/v1/rules/editions/${id}/restore`, { after: this.text.edition.id, note });
      await this.#settled(outcome);
    });
  }

  async #settled(outcome) {
    if (outcome.edition) {
      await this.#load();
      this.message = t('rules.saved', { id: outcome.edition });
    } else {
      this.checked = outcome;
      this.message = outcome.problems.length ? null : t('rules.same');
    }
  }

  async #adopt(pack) {
    await this.#do(async () => {
      const taken = await post(`/api/v1/rules/packs/${pack}/adopt`, { yaml: this.draft });
      if (taken.yaml) {
        this.#drafted(taken.yaml);
      } else {
        this.checked = { problems: taken.problems, changed: [] };
      }
    });
  }

  #picked(id) {
    if (this.text.rules.find((rule) => rule.id === id)?.shadow) {
      this.#compare(id);
      this.#show('shadow');
    } else {
      this.trial = { ...this.trial, rule: id };
      this.#show('trial');
    }
  }

  async #compare(rule) {
    this.shadowOf = rule;
    await this.#do(async () => {
      this.comparison = await get(`/api/v1/rules/shadow?rule=${encodeURIComponent(rule)}`);
    });
  }

  /** One rule of the draft, so that a rule can be tried before it is saved. */
  #asked(told) {
    this.trial = told;
    this.job = null;
    this.audience = null;
    this.proposal = null;
    const base = told.rule.split('@')[0];
    return { rules: onlyRule(this.draft, base) ?? this.draft, from: told.from, to: told.to };
  }

  async #start(told) {
    await this.#do(async () => {
      const job = await this.#follow(await post('/api/v1/rules/backtest', this.#asked(told)));
      if (job.result) {
        this.audience = await get(`/api/v1/rules/backtests/${job.id}/audience`);
      }
    });
  }

  async #propose(told) {
    await this.#do(async () => {
      const job = await this.#follow(await post('/api/v1/rules/proposal', { ...this.#asked(told), rule: told.rule }));
      if (job.result) {
        this.proposal = await get(`/api/v1/rules/backtests/${job.id}/proposal?budget=${told.budget}`);
      }
    });
  }

  async #follow(job) {
    this.job = job;
    while (isBusy(this.job)) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
      this.job = await get(`/api/v1/rules/backtests/${job.id}?alerts=0`);
    }
    return this.job;
  }

  async #cancel() {
    await this.#do(() => post(`/api/v1/rules/backtests/${this.job.id}/cancel`));
  }

  render() {
    return html`
      <zm-bar .heading=${t('page.rules')} .viewer=${this.viewer} @sign-out=${this.#signOut}></zm-bar>
      <main>
        ${this.problem ? html`<p class="bad" role="alert">${this.problem}</p>` : null}
        ${this.message ? html`<p class="said" role="status">${this.message}</p>` : null}
        <div class="tabs" role="tablist">
          ${TABS.map(
            (tab) => html`<button role="tab" aria-selected=${String(tab === this.tab)} @click=${() => this.#show(tab)}>
              ${t(`rules.tab.${tab}`)}
            </button>`,
          )}
        </div>
        <section class="panel" role="tabpanel" aria-label=${t(`rules.tab.${this.tab}`)}>
          ${this.text ? this.#panel() : html`<p class="muted">${t('cards.loading')}</p>`}
        </section>
      </main>
    `;
  }

  #panel() {
    const mayEdit = mayEditRules(this.viewer);
    switch (this.tab) {
      case 'edit':
        return html`<zm-rule-editor
          .yaml=${this.draft}
          .problems=${this.checked?.problems}
          .changed=${this.checked?.changed}
          .packs=${this.packs}
          .busy=${this.busy}
          .readonly=${!mayEdit}
          @draft=${(event) => this.#drafted(event.detail)}
          @save=${(event) => this.#save(event.detail)}
          @drop=${() => this.#drafted(this.text.yaml)}
          @adopt=${(event) => this.#adopt(event.detail)}
        ></zm-rule-editor>`;
      case 'editions':
        return html`<zm-rule-editions
          .editions=${this.editions}
          .more=${this.next != null}
          .mayEdit=${mayEdit}
          .busy=${this.busy}
          @restore=${(event) => this.#restore(event.detail)}
          @more=${() => this.#do(() => this.#loadEditions(this.next))}
        ></zm-rule-editions>`;
      case 'shadow':
        return this.#shadow();
      case 'trial':
        return mayEdit
          ? html`<zm-rule-trial
              .rules=${this.text.rules}
              .rule=${this.trial.rule}
              .from=${this.trial.from}
              .to=${this.trial.to}
              .budget=${this.trial.budget}
              .job=${this.job}
              .audience=${this.audience}
              .proposal=${this.proposal}
              @start=${(event) => this.#start(event.detail)}
              @propose=${(event) => this.#propose(event.detail)}
              @cancel=${this.#cancel}
            ></zm-rule-trial>`
          : html`<p class="muted">${t('rules.readOnly')}</p>`;
      default:
        return html`<zm-rule-list .rules=${this.text.rules} @pick=${(event) => this.#picked(event.detail)}></zm-rule-list>`;
    }
  }

  #shadow() {
    const shadows = this.text.rules.filter((rule) => rule.shadow);
    return html`${shadows.length > 1
        ? html`<label class="choose"
            >${t('rules.rule')}
            <select class="field" @change=${(event) => this.#compare(event.target.value)}>
              ${shadows.map(
                (rule) =>
                  html`<option value=${rule.id} ?selected=${rule.id === this.shadowOf}>
                    ${lang === 'en' ? rule.nameEn : rule.nameZh} (${rule.id})
                  </option>`,
              )}
            </select></label
          >`
        : null}
      <zm-rule-shadow .comparison=${this.comparison}></zm-rule-shadow>`;
  }
}

customElements.define('zm-rules', Rules);
