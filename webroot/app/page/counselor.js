import { LitElement, html } from 'lit';
import '../component/bar.js';
import '../component/card-list.js';
import '../component/filters.js';
import '../component/session-alert.js';
import '../component/sessions.js';
import '../component/silent-sources.js';
import '../component/today.js';
import { shared } from '../component/style.js';
import { sentence } from '../model/format.js';
import { Departures } from '../model/departures.js';
import { mayHandle } from '../model/role.js';
import { SchoolClock, clock } from '../model/time.js';
import { difference, fromSnapshot, matches, reasonOf, withDelta, worstFirst } from '../model/worklist.js';
import { get, post, signedIn, toSignIn, signOut } from '../net/api.js';
import { Live } from '../net/live.js';
import { t, title } from '../text/index.js';
import { counselorStyle } from './counselor-style.js';

/** So many alerts of sessions stand before the students' cards; the rest is a click away. */
const SHOWN_SESSION_ALERTS = 4;

/** The counselor's page: holds the state, feeds the components, talks to the server. */
class Counselor extends LitElement {
  static properties = {
    state: { state: true },
    connection: { state: true },
    now: { state: true },
    filter: { state: true },
    opened: { state: true },
    details: { state: true },
    busy: { state: true },
    message: { state: true },
    said: { state: true },
    allSessions: { state: true },
  };

  static styles = [shared, counselorStyle];

  #clock = new SchoolClock();
  #departures = new Departures(() => this.requestUpdate());
  #live = new Live('worklist');

  constructor() {
    super();
    title('page.counselor');
    this.state = null;
    this.connection = { state: 'connecting' };
    this.filter = { level: null, classId: '', onlyNew: false, words: '' };
    this.opened = new Set();
    this.details = new Map();
    this.busy = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#live.addEventListener('frame', (event) => this.#take(event.detail));
    this.#live.addEventListener('state', (event) => this.#connected(event.detail));
    this.#live.connect();
    setInterval(() => this.#tick(), 500);
  }

  /** The page shows minutes; it is drawn anew only when one has passed. */
  #tick() {
    const now = this.#clock.read();
    if (now !== null && clock(now) !== (this.now ? clock(this.now) : '')) {
      this.now = now;
    }
  }

  async #connected(connection) {
    this.connection = connection;
    if (connection.state === 'denied') {
      await signedIn(() => get('/api/v1/me')).catch(() => {});
    }
    if (connection.state === 'waiting') {
      await this.#stillSignedIn();
    }
  }

  /** A socket that is refused before it opens doesn't say why; REST does. */
  async #stillSignedIn() {
    try {
      await get('/api/v1/me');
    } catch (problem) {
      if (problem.status === 401) {
        toSignIn();
      }
    }
  }

  #take(frame) {
    const before = this.state;
    const after = frame.type === 'snapshot' ? fromSnapshot(frame.data) : withDelta(before, frame.data);
    this.#clock.tell(after.now);
    this.now = this.#clock.read();
    this.state = after;
    if (before) {
      this.#compare(before, after);
    } else {
      this.#openLinked();
    }
  }

  /** A mail's link names an alert: its evidence is opened, or why it is not here is said. */
  async #openLinked() {
    const id = new URLSearchParams(location.search).get('alert');
    if (!id) {
      return;
    }
    const card = this.state.cards.find((each) => each.alerts.some((alert) => alert.id === id));
    const session = this.state.sessionAlerts.find((alert) => alert.id === id);
    if (card) {
      this.#toggle(card.student, card.alerts);
      await this.updateComplete;
      await this.renderRoot.querySelector('zm-card-list').reveal(card.student);
    } else if (session) {
      this.allSessions = true;
      this.#toggle(id, [session]);
    } else {
      const detail = await this.#read(id).catch(() => null);
      this.message = detail ? `${detail.title}：${t(reasonOf(detail))}` : t('cards.notYours');
    }
  }

  #compare(before, after) {
    const { arrived, left } = difference(before, after);
    this.#departures.returned(arrived.map((entry) => entry.alert.id));
    left.forEach((entry) => this.#see(entry));
    const first = arrived.at(0);
    if (first) {
      this.said = t('cards.arrived', { name: first.card?.name ?? '', text: sentence(first.alert) });
    }
    const gone = new Set(left.map((entry) => entry.alert.id));
    this.#refresh([...this.details.keys()].filter((id) => !gone.has(id)));
  }

  /** A leaving alert stays before one's eyes with its reason for a while. */
  async #see(entry) {
    this.#departures.add(entry);
    const detail = await this.#read(entry.alert.id).catch((problem) => ({ endReason: problem.status === 403 || problem.status === 404 ? 'moved' : null }));
    const text = t(reasonOf(detail));
    this.#departures.explain(entry.alert.id, text);
    this.said = t('cards.left', { name: entry.card?.name ?? sentence(entry.alert), text });
  }

  #read(id) {
    return signedIn(() => get(`/api/v1/alerts/${encodeURIComponent(id)}`));
  }

  async #refresh(ids) {
    await Promise.all(
      ids.map(async (id) => {
        const detail = await this.#read(id).catch((problem) => ({ error: problem.message }));
        this.details = new Map(this.details).set(id, detail);
      }),
    );
  }

  #toggle(key, alerts) {
    const opened = new Set(this.opened);
    const details = new Map(this.details);
    if (opened.delete(key)) {
      alerts.forEach((alert) => details.delete(alert.id));
    } else {
      opened.add(key);
    }
    this.opened = opened;
    this.details = details;
    if (opened.has(key)) {
      this.#refresh(alerts.map((alert) => alert.id));
    }
  }

  async #acknowledge({ key, alerts, note }) {
    this.busy = new Set(this.busy).add(key);
    this.message = null;
    try {
      for (const id of alerts) {
        await signedIn(() => post(`/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, note ? { note } : {}));
      }
      await this.#refresh(alerts.filter((id) => this.details.has(id)));
    } catch (problem) {
      this.message = problem.message;
    } finally {
      const busy = new Set(this.busy);
      busy.delete(key);
      this.busy = busy;
    }
  }

  render() {
    return html`
      <zm-bar
        .heading=${t('page.counselor')}
        .now=${this.now}
        .period=${this.state?.periodLabel}
        .viewer=${this.state?.viewer}
        .connection=${this.connection}
        @retry=${() => this.#live.retryNow()}
        @sign-out=${signOut}
      ></zm-bar>
      ${this.#stale()}
      <p class="unseen" aria-live="polite">${this.said ?? ''}</p>
      ${this.message ? html`<p class="message" role="alert">${this.message}</p>` : null}
      ${this.state ? this.#body() : html`<p class="loading muted">${t('cards.loading')}</p>`}
    `;
  }

  #stale() {
    const cut = this.state && ['waiting', 'retrying'].includes(this.connection.state);
    return cut ? html`<p class="stale" role="status">${t('net.stale', { time: clock(this.state.now) })}</p>` : null;
  }

  #body() {
    const { state } = this;
    return html`<main>
      <aside>
        <section><zm-today .today=${state.today}></zm-today></section>
        <section><zm-sessions .sessions=${state.sessions} .now=${this.now}></zm-sessions></section>
      </aside>
      <div class="work">
        <zm-silent-sources .sources=${state.silentSources}></zm-silent-sources>
        ${this.#sessionAlerts()}
        <zm-filters
          .cards=${state.cards}
          .classes=${state.classes}
          .filter=${this.filter}
          @filter=${(event) => (this.filter = { ...this.filter, ...event.detail })}
        ></zm-filters>
        ${this.#cards()}
      </div>
    </main>`;
  }

  #sessionAlerts() {
    const leaving = this.#departures.sessions();
    const all = [...this.state.sessionAlerts.map((alert) => ({ alert })), ...leaving].sort((a, b) => worstFirst(a.alert, b.alert));
    if (!all.length) {
      return null;
    }
    const shown = this.allSessions ? all : all.slice(0, SHOWN_SESSION_ALERTS);
    return html`<section class="sessions">
      <h2>${t('sessionAlerts.title')}</h2>
      ${shown.map(
        ({ alert, text }) => html`<zm-session-alert
          .alert=${alert}
          .gone=${text}
          .open=${this.opened.has(alert.id)}
          .details=${this.details}
          .busy=${this.busy.has(alert.id)}
          .readonly=${!mayHandle(this.state.viewer)}
          @toggle=${() => this.#toggle(alert.id, [alert])}
          @acknowledge=${(event) => this.#acknowledge({ ...event.detail, key: alert.id })}
          @read=${(event) => this.#refresh([event.detail])}
        ></zm-session-alert>`,
      )}
      ${all.length > SHOWN_SESSION_ALERTS
        ? html`<button class="button quiet" @click=${() => (this.allSessions = !this.allSessions)}>
            ${this.allSessions ? t('sessionAlerts.less') : t('sessionAlerts.more', { n: all.length - shown.length })}
          </button>`
        : null}
    </section>`;
  }

  #cards() {
    const entries = this.#departures
      .mixedInto(this.state.cards)
      .filter((entry) => matches(entry.card, this.filter))
      .sort((a, b) => worstFirst(a.card, b.card));
    if (!entries.length) {
      const filtered = this.state.cards.length > 0;
      return html`<div class="none">
        <p>${t(filtered ? 'cards.noneMatch' : 'cards.none')}</p>
        <p class="muted">${filtered ? '' : t('cards.noneLead')}</p>
      </div>`;
    }
    return html`<zm-card-list
      .entries=${entries.map((entry) => ({ ...entry, open: this.opened.has(entry.card.student) }))}
      .details=${this.details}
      .busy=${this.busy}
      .readonly=${!mayHandle(this.state.viewer)}
      @toggle=${(event) => this.#toggle(event.detail.student, this.#card(event.detail.student)?.alerts ?? [])}
      @acknowledge=${(event) => this.#acknowledge(event.detail)}
      @read=${(event) => this.#refresh([event.detail])}
    ></zm-card-list>`;
  }

  #card(student) {
    return this.state.cards.find((card) => card.student === student);
  }
}

customElements.define('zm-counselor', Counselor);
