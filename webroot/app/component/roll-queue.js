import { LitElement, css, html } from 'lit';
import { clock } from '../model/time.js';
import { toSignIn } from '../net/api.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** Rolls that are kept in the browser: on their way, waiting for a network or a sign-in, or refused. Emits 'drop' with an entry's id. */
export class RollQueue extends LitElement {
  static properties = { queue: { attribute: false }, waiting: { attribute: false } };

  static styles = [
    shared,
    css`
      p {
        display: flex;
        align-items: center;
        gap: 10px;
        margin: 10px 14px 0;
        padding: 8px 14px;
        border-radius: 10px;
        background: var(--warn-tint);
        color: var(--warn);
      }
      .refused {
        background: var(--bad-tint);
        color: var(--bad);
      }
      span {
        flex: 1;
      }
      .button {
        min-height: 44px;
      }
    `,
  ];

  render() {
    const waiting = this.queue.filter((entry) => !entry.refused);
    const refused = this.queue.filter((entry) => entry.refused);
    return html`${waiting.length ? this.#waiting(waiting.length) : null}
    ${refused.map(
      (entry) => html`<p class="refused" role="alert">
        <span>${t('roll.notTaken', { name: entry.className, time: clock(entry.at), message: entry.refused })}</span>
        <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('drop', { detail: entry.id }))}>${t('roll.dropIt')}</button>
      </p>`,
    )}`;
  }

  #waiting(n) {
    if (this.waiting?.status === 401) {
      return html`<p role="status"><span>${t('roll.signInFirst', { n })}</span><button class="button" @click=${() => toSignIn()}>${t('roll.signIn')}</button></p>`;
    }
    return html`<p role="status"><span>${t(this.waiting ? 'roll.waiting' : 'roll.sending', { n })}</span></p>`;
  }
}

customElements.define('zm-roll-queue', RollQueue);
