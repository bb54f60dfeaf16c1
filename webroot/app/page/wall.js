import { LitElement, html } from 'lit';
import '../component/wall-alerts.js';
import '../component/wall-attendance.js';
import '../component/wall-matrix.js';
import '../component/wall-sessions.js';
import '../component/wall-sources.js';
import '../component/wall-trend.js';
import { periodLabel } from '../model/format.js';
import { SchoolClock, clock, longDay } from '../model/time.js';
import { freshness, tokenOf } from '../model/wall.js';
import { get, post } from '../net/api.js';
import { Live } from '../net/live.js';
import { t, title } from '../text/index.js';
import { wallStyle } from './wall-style.js';

/** The school's wall: aggregates only, never a person; one screen without scrolling. */
class Wall extends LitElement {
  static properties = { data: { state: true }, connection: { state: true }, now: { state: true } };

  static styles = wallStyle;

  #clock = new SchoolClock();
  #live = new Live('wall');
  #heard = null;

  constructor() {
    super();
    title('page.wall');
    this.connection = 'connecting';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#live.addEventListener('frame', (event) => this.#take(event.detail.data));
    this.#live.addEventListener('state', (event) => this.#connected(event.detail.state));
    setInterval(() => (this.now = this.#clock.read() ?? performance.now()), 1000);
    this.#start();
  }

  async #start() {
    const token = tokenOf(location.hash);
    if (token) {
      history.replaceState(null, '', location.pathname + location.search);
      await this.#exchange(token);
    }
    this.#live.connect();
  }

  /** The token becomes a cookie of this screen; where the server can't be reached it is tried again. */
  async #exchange(token) {
    for (;;) {
      try {
        await post('/api/v1/wall/sign-in', { token });
        return;
      } catch (problem) {
        if (problem.status !== 0 && problem.status < 500) {
          this.connection = 'denied';
          return;
        }
        await new Promise((later) => setTimeout(later, 5000));
      }
    }
  }

  async #connected(state) {
    this.connection = this.connection === 'denied' && state !== 'live' ? 'denied' : state;
    if (state === 'waiting' && !this.data) {
      const refused = await get('/api/v1/wall').then(
        () => false,
        (problem) => problem.status === 401 || problem.status === 403,
      );
      this.connection = refused ? 'denied' : this.connection;
    }
  }

  #take(data) {
    this.data = data;
    this.#heard = performance.now();
    this.#clock.tell(data.now);
    this.now = this.#clock.read();
  }

  render() {
    const heard = this.#heard === null ? null : performance.now() - this.#heard;
    const state = freshness(this.connection, heard);
    if (!this.data) {
      return html`<p class="empty">${t(state === 'denied' ? 'wall.denied' : 'wall.waiting')}</p>`;
    }
    const { data } = this;
    return html`
      ${this.#head(state)}
      <main class=${state}>
        <zm-wall-matrix .matrix=${data.matrix}></zm-wall-matrix>
        <zm-wall-attendance .attendance=${data.attendance}></zm-wall-attendance>
        <zm-wall-sessions .sessions=${data.sessions}></zm-wall-sessions>
        <zm-wall-alerts .alerts=${data.alerts}></zm-wall-alerts>
        <zm-wall-trend .trend=${data.trend}></zm-wall-trend>
        <zm-wall-sources .sources=${data.sources} .later=${heard / 1000}></zm-wall-sources>
      </main>
    `;
  }

  #head(state) {
    const { data } = this;
    const broken = state !== 'fresh';
    const now = broken ? Date.parse(data.now) : this.now;
    const phase = { 'in-session': 'wall.in-session', between: 'wall.between', 'off-hours': 'wall.offHours' }[data.phase];
    const broke = { gone: 'wall.gone', stale: 'wall.stale', denied: 'wall.denied' }[state];
    return html`<header>
      <img src="/app/icon.svg" alt="" />
      <h1>${data.school}</h1>
      <span class="period">${periodLabel(data.periodLabel)}</span>
      ${broken
        ? html`<span class="phase broken" role="alert">${t(broke, { time: clock(data.now) })}</span>`
        : html`<span class="phase ${data.phase}">${phase ? t(phase) : ''}</span>`}
      <span class="day">${longDay(now)}</span>
      <time>${clock(now)}</time>
    </header>`;
  }
}

customElements.define('zm-wall', Wall);
