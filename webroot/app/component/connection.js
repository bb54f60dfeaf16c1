import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** State of the live connection: {state, retryAt}. Emits 'retry'. */
export class Connection extends LitElement {
  static properties = { connection: { attribute: false }, seconds: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: 7px;
        min-height: 28px;
        padding: 0 10px;
        border-radius: 14px;
        font-size: 13px;
        white-space: nowrap;
        background: var(--connection-tint, var(--sunken));
        color: var(--connection-ink, var(--ink-2));
      }
      .live {
        background: var(--good-tint);
        color: var(--good);
      }
      .waiting,
      .retrying {
        background: var(--warn-tint);
        color: var(--warn);
      }
      .denied {
        background: var(--bad-tint);
        color: var(--bad);
      }
      .sign {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        border: 2px solid currentcolor;
      }
      .live .sign {
        background: currentcolor;
      }
      .waiting .sign,
      .denied .sign {
        border-radius: 1px;
        transform: rotate(45deg);
      }
      button {
        border: 0;
        padding: 0 0 0 4px;
        background: none;
        color: inherit;
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
    `,
  ];

  #ticker;

  connectedCallback() {
    super.connectedCallback();
    this.#ticker = setInterval(() => this.#count(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
  }

  willUpdate(changes) {
    if (changes.has('connection')) {
      this.#count();
    }
  }

  #count() {
    const retryAt = this.connection?.retryAt;
    this.seconds = retryAt ? Math.max(1, Math.ceil((retryAt - Date.now()) / 1000)) : null;
  }

  render() {
    const state = this.connection?.state ?? 'connecting';
    const text = t(`net.${state}`, { seconds: this.seconds });
    const retry =
      state === 'waiting'
        ? html`<button @click=${() => this.dispatchEvent(new CustomEvent('retry', { bubbles: true, composed: true }))}>
            ${t('net.retryNow')}
          </button>`
        : null;
    return html`<span class="state ${state}" role="status"><span class="sign" aria-hidden="true"></span>${text}${retry}</span>`;
  }
}

customElements.define('zm-connection', Connection);
