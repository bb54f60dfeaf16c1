import { LitElement, css, html } from 'lit';
import { count, periodText } from '../model/format.js';
import { clock } from '../model/time.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** The sessions of this period of the viewer's classes, one row per session and class, each with its roll call and counts. */
export class Sessions extends LitElement {
  static properties = { sessions: { attribute: false }, now: { type: Number } };

  static styles = [
    shared,
    css`
      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 4px;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
      }
      li {
        padding: 10px 0;
        border-top: 1px solid var(--line);
      }
      .line {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 10px;
      }
      .class {
        font-weight: 600;
      }
      .course {
        color: var(--ink-2);
        font-size: 13px;
      }
      .roll {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        font-size: 13px;
        white-space: nowrap;
      }
      .roll svg {
        width: 13px;
        height: 13px;
        flex: none;
        fill: none;
        stroke: currentcolor;
        stroke-width: 2;
      }
      .called {
        color: var(--good);
      }
      .waiting {
        color: var(--ink-3);
      }
      .overdue {
        color: var(--bad);
        font-weight: 600;
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin-top: 3px;
        font-size: 13px;
        color: var(--ink-3);
      }
      .counts span {
        white-space: nowrap;
      }
      .counts b {
        font-weight: 600;
        color: var(--ink);
      }
      .counts .bad b {
        color: var(--bad);
      }
    `,
  ];

  render() {
    const sessions = this.sessions ?? [];
    const called = sessions.filter((session) => session.called).length;
    return html`
      <div class="head">
        <h2>${t('sessions.title')}</h2>
        ${sessions.length ? html`<span class="muted">${t('sessions.count', { called, all: sessions.length })}</span>` : null}
      </div>
      ${sessions.length
        ? html`<ul>
            ${sessions.map((session) => this.#row(session))}
          </ul>`
        : html`<p class="muted">${t('sessions.none')}</p>`}
    `;
  }

  #row(session) {
    const place = [session.course, periodText(session.periods), session.room, session.teacherName].filter(Boolean).join('\u2060·');
    return html`<li>
      <div class="line"><span class="class">${session.className}</span>${this.#roll(session)}</div>
      <div class="course">${place}</div>
      <div class="counts">
        <span>${t('today.expected')} <b>${count(session.expected)}</b></span>
        ${session.called
          ? html`<span>${t('today.present')} <b>${count(session.present)}</b></span>
              <span>${t('today.leave')} <b>${count(session.leave)}</b></span>
              <span class=${session.absent ? 'bad' : ''}>${t('today.absent')} <b>${count(session.absent)}</b></span>`
          : null}
        ${session.pending ? html`<span class="bad">${t('today.pending')} <b>${count(session.pending)}</b></span>` : null}
        ${session.unknown ? html`<span>${t('today.unknown')} <b>${count(session.unknown)}</b></span>` : null}
      </div>
    </li>`;
  }

  #roll(session) {
    if (session.called) {
      return html`<span class="roll called">
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 8.5 6.5 12.5 13.5 4"></path></svg>${t('sessions.called')}
      </span>`;
    }
    const overdue = this.now && session.dueAt && this.now > Date.parse(session.dueAt);
    const text = t(overdue ? 'sessions.overdue' : 'sessions.waiting', { time: clock(session.dueAt) });
    const mark = overdue
      ? html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2.5v7M8 12v2"></path></svg>`
      : html`<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"></circle><path d="M8 4.5V8l2.5 1.6"></path></svg>`;
    return html`<span class="roll ${overdue ? 'overdue' : 'waiting'}">${mark}${text}</span>`;
  }
}

customElements.define('zm-sessions', Sessions);
