import { LitElement, css, html } from 'lit';
import { longDay, clock } from '../model/time.js';
import { periodLabel } from '../model/format.js';
import { pagesOf } from '../model/role.js';
import { lang, t } from '../text/index.js';
import { shared } from './style.js';
import './connection.js';

/** The page's top: name, what period it is, the school's clock, the connection, who is signed in. Emits 'sign-out' and 'retry'. */
export class Bar extends LitElement {
  static properties = {
    heading: {},
    now: { type: Number },
    period: {},
    viewer: { attribute: false },
    connection: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        position: sticky;
        top: 0;
        z-index: 5;
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px 20px;
        min-height: 56px;
        padding: 6px 24px;
        background: var(--paper);
        border-bottom: 1px solid var(--line);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        font-weight: 650;
        white-space: nowrap;
      }
      .brand img {
        width: 28px;
        height: 28px;
        display: block;
      }
      .brand b {
        font-size: 17px;
        letter-spacing: 0.06em;
      }
      h1 {
        font-size: 15px;
        font-weight: 500;
        color: var(--ink-2);
        padding-left: 12px;
        border-left: 1px solid var(--line-2);
        white-space: nowrap;
      }
      nav {
        display: flex;
        gap: 16px;
      }
      nav a {
        color: var(--brand-deep);
        text-decoration: none;
        white-space: nowrap;
        line-height: 32px;
      }
      nav a:hover {
        text-decoration: underline;
        text-underline-offset: 4px;
      }
      .time {
        display: flex;
        align-items: baseline;
        gap: 12px;
        margin-left: auto;
        white-space: nowrap;
      }
      .clock {
        font-size: 22px;
        font-weight: 600;
        letter-spacing: 0.02em;
      }
      .period {
        font-weight: 600;
        color: var(--brand-deep);
      }
      .who {
        display: flex;
        align-items: center;
        gap: 4px;
        white-space: nowrap;
      }
      @media (max-width: 760px) {
        header {
          flex-wrap: wrap;
          padding: 8px 14px;
        }
        .time {
          order: 3;
          width: 100%;
          margin: 0;
        }
        .day {
          margin-left: auto;
        }
        .brand {
          margin-right: auto;
        }
        h1 {
          position: absolute;
          clip-path: inset(50%);
        }
        .name {
          display: none;
        }
      }
    `,
  ];

  render() {
    return html`
      <header>
        <div class="brand"><img src="/app/icon.svg" alt="" /><b>${t('brand')}</b></div>
        <h1>${this.heading}</h1>
        <nav>
          ${pagesOf(this.viewer)
            .filter((page) => page.path !== location.pathname)
            .map((page) => html`<a href=${page.path + (lang === 'en' ? '?lang=en' : '')}>${t(page.text)}</a>`)}
        </nav>
        <div class="time">
          <span class="period">${periodLabel(this.period)}</span>
          ${this.now ? html`<span class="day muted">${longDay(this.now)}</span><time class="clock">${clock(this.now)}</time>` : null}
        </div>
        ${this.connection ? html`<zm-connection .connection=${this.connection}></zm-connection>` : null}
        <div class="who">
          <span class="name">${this.viewer?.name ?? ''}</span>
          <button class="button quiet" @click=${() => this.dispatchEvent(new CustomEvent('sign-out'))}>${t('signIn.out')}</button>
        </div>
      </header>
    `;
  }
}

customElements.define('zm-bar', Bar);
