import { LitElement, css, html } from 'lit';
import '../component/bar.js';
import { shared } from '../component/style.js';
import { periodText } from '../model/format.js';
import { clock, longDay, plusDays } from '../model/time.js';
import { get, signedIn, signOut } from '../net/api.js';
import { t, title } from '../text/index.js';

/** A teacher's sessions of one day, each leading to its roll call. */
class Teacher extends LitElement {
  static properties = { day: { state: true }, viewer: { state: true }, problem: { state: true } };

  static styles = [
    shared,
    css`
      main {
        max-width: 640px;
        margin: 0 auto;
        padding: 8px 14px 40px;
      }
      .days {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 6px 0 10px;
      }
      h2 {
        font-size: 18px;
        font-weight: 650;
      }
      .days .button {
        min-width: 48px;
        min-height: 44px;
        font-size: 18px;
      }
      li {
        margin-bottom: 12px;
        padding: 14px 16px;
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: 12px;
      }
      .head {
        display: flex;
        gap: 14px;
      }
      .time {
        flex: none;
        width: 56px;
        font-size: 18px;
        font-weight: 600;
        line-height: 1.3;
      }
      .time small {
        display: block;
        font-size: 12.5px;
        font-weight: 400;
        color: var(--ink-3);
      }
      h3 {
        font-size: 17px;
        font-weight: 600;
        line-height: 1.35;
      }
      .of {
        font-size: 13.5px;
        color: var(--ink-2);
      }
      .rolls {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        margin-top: 4px;
        font-size: 13.5px;
      }
      .yes {
        color: var(--good);
      }
      .no {
        color: var(--ink-3);
      }
      a.go {
        display: grid;
        place-items: center;
        min-height: 50px;
        margin-top: 12px;
        border: 1px solid var(--brand);
        border-radius: 10px;
        background: var(--brand);
        color: #fff;
        font-size: 17px;
        font-weight: 600;
        text-decoration: none;
      }
      a.go.again {
        background: var(--paper);
        color: var(--brand-deep);
      }
      li.off {
        background: var(--sunken);
      }
      .off h3 {
        text-decoration: line-through;
      }
      .state {
        display: inline-block;
        padding: 0 8px;
        border-radius: 5px;
        background: var(--line);
        font-size: 13px;
      }
      .none {
        padding: 60px 0;
        text-align: center;
      }
    `,
  ];

  constructor() {
    super();
    title('page.teacher');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#load(this.day?.date));
  }

  async #load(date) {
    try {
      this.viewer ??= await signedIn(() => get('/api/v1/me'));
      this.day = await signedIn(() => get(`/api/v1/teacher/sessions${date ? `?date=${date}` : ''}`));
      this.problem = null;
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    const { day } = this;
    return html`
      <zm-bar
        .heading=${t('page.teacher')}
        .now=${day?.now ? Date.parse(day.now) : null}
        .period=${day?.periodLabel}
        .viewer=${this.viewer}
        @sign-out=${signOut}
      ></zm-bar>
      <main>
        ${this.problem ? html`<p class="none" role="alert">${this.problem}</p>` : null}
        ${day ? this.#day(day) : html`<p class="none muted">${this.problem ? '' : t('cards.loading')}</p>`}
      </main>
    `;
  }

  #day(day) {
    return html`
      <div class="days">
        <button class="button" aria-label=${t('teacher.previous')} @click=${() => this.#load(plusDays(day.date, -1))}>‹</button>
        <h2>${longDay(`${day.date}T12:00:00+08:00`)}</h2>
        <button class="button" aria-label=${t('teacher.next')} @click=${() => this.#load(plusDays(day.date, 1))}>›</button>
      </div>
      ${day.sessions.length
        ? html`<ul>
            ${day.sessions.map((session) => this.#session(session))}
          </ul>`
        : html`<p class="none muted">${t('teacher.none')}</p>`}
    `;
  }

  #session(session) {
    const off = session.state === 'CANCELLED';
    const all = session.rolls.length > 0 && session.rolls.every((roll) => roll.called && !roll.unsigned);
    return html`<li class=${off ? 'off' : ''}>
      <div class="head">
        <div class="time">${clock(session.startsAt)}<small>${periodText(session.periods)}</small></div>
        <div>
          <h3>${session.course}</h3>
          <div class="of">${[session.classNames.join('、'), session.room].filter(Boolean).join('\u2060·')}</div>
          ${session.state !== 'PLANNED' ? html`<span class="state">${t(`teacher.${session.state}`)}</span>` : null}
          ${off
            ? null
            : html`<div class="rolls">
                ${session.rolls.map(
                  (roll) => html`<span class=${roll.called && !roll.unsigned ? 'yes' : 'no'}
                    >${roll.called && !roll.unsigned ? '✓' : '○'} ${roll.className}
                    ${t(roll.unsigned ? 'teacher.unsigned' : roll.called ? 'teacher.called' : 'teacher.notCalled')}</span
                  >`,
                )}
              </div>`}
        </div>
      </div>
      ${off
        ? null
        : html`<a class="go ${all ? 'again' : ''}" href="/roll/${encodeURIComponent(session.session)}"
            >${t(all ? 'teacher.again' : 'teacher.roll')}</a
          >`}
    </li>`;
  }
}

customElements.define('zm-teacher', Teacher);
