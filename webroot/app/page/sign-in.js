import { LitElement, css, html } from 'lit';
import { shared } from '../component/style.js';
import { get, post } from '../net/api.js';
import { t, title } from '../text/index.js';

/** Sign-in; leads to ?next= on this site, else to the account's own home. */
class SignIn extends LitElement {
  static properties = { busy: { state: true }, message: { state: true } };

  static styles = [
    shared,
    css`
      main {
        display: grid;
        grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
        min-height: 100vh;
        min-height: 100dvh;
      }
      .face {
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        gap: 14px;
        padding: 64px;
        background: linear-gradient(160deg, #0f5e6c, #0a3d48);
        color: #fff;
      }
      .face b {
        font-size: 44px;
        font-weight: 650;
        letter-spacing: 0.12em;
        line-height: 1.2;
      }
      .face p {
        max-width: 24em;
        font-size: 17px;
        color: #d5e8ea;
      }
      .pulse {
        width: 100%;
        max-width: 560px;
        margin-bottom: auto;
        fill: none;
        stroke: #7fd3d6;
        stroke-width: 3;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .pulse .base {
        stroke: #2b7380;
        stroke-width: 1.5;
      }
      form {
        display: grid;
        gap: 16px;
        align-self: center;
        justify-self: center;
        width: min(340px, calc(100% - 48px));
        padding: 32px 0;
      }
      h1 {
        font-size: 24px;
        font-weight: 650;
        margin-bottom: 6px;
      }
      label {
        display: grid;
        gap: 6px;
        font-size: 13px;
        color: var(--ink-2);
      }
      .field {
        min-height: 44px;
        font-size: 16px;
        color: var(--ink);
      }
      .button {
        min-height: 46px;
        font-size: 16px;
      }
      .message {
        padding: 8px 12px;
        border-radius: 7px;
        background: var(--bad-tint);
        color: var(--bad);
      }
      small {
        font-size: 12.5px;
        color: var(--ink-3);
      }
      @media (max-width: 760px) {
        main {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto 1fr;
        }
        .face {
          padding: 28px 24px 24px;
          gap: 6px;
        }
        .face b {
          font-size: 30px;
        }
        .face p {
          font-size: 14px;
        }
        .pulse {
          display: none;
        }
        form {
          align-self: start;
        }
      }
    `,
  ];

  constructor() {
    super();
    title('page.signIn');
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.message = null;
    try {
      await post('/api/v1/sign-in', { account: form.get('account').trim(), password: form.get('password') });
      location.assign(this.#next() ?? (await get('/api/v1/me')).home ?? '/');
    } catch (problem) {
      this.message = { 401: t('signIn.wrong'), 429: t('signIn.slow') }[problem.status] ?? problem.message;
      this.busy = false;
      await this.updateComplete;
      this.renderRoot.querySelector('[name=password]').select();
    }
  }

  /** Only a path of this very site; anything else is ignored. */
  #next() {
    const next = new URLSearchParams(location.search).get('next');
    if (!next?.startsWith('/')) {
      return null;
    }
    const target = new URL(next, location.origin);
    return target.origin === location.origin && target.pathname !== '/sign-in' ? target.pathname + target.search : null;
  }

  render() {
    return html`<main>
      <div class="face">
        <svg class="pulse" viewBox="0 0 560 200" aria-hidden="true">
          <path class="base" d="M0 120h560"></path>
          <path d="M0 120h130l14-26 16 26h34l16 22 26-118 34 150 22-54h40l16-30 18 30h194"></path>
        </svg>
        <b>${t('brand')}</b>
        <p>${t('signIn.lead')}</p>
      </div>
      <form @submit=${this.#submit}>
        <h1>${t('page.signIn')}</h1>
        ${this.message ? html`<p class="message" role="alert">${this.message}</p>` : null}
        <label>
          ${t('signIn.account')}
          <input class="field" name="account" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus />
        </label>
        <label>
          ${t('signIn.password')}
          <input class="field" name="password" type="password" autocomplete="current-password" required />
        </label>
        <button class="button primary" ?disabled=${this.busy}>${t(this.busy ? 'signIn.busy' : 'signIn.submit')}</button>
        <small>${t('signIn.privacy')}</small>
      </form>
    </main>`;
  }
}

customElements.define('zm-sign-in', SignIn);
