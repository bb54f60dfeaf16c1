import { LitElement, css, html } from 'lit';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** A sheet from the bottom of the phone (a dialog on a desk). Its content is slotted. Emits 'close'. */
export class Sheet extends LitElement {
  static properties = { heading: {} };

  static styles = [
    shared,
    css`
      dialog {
        width: min(480px, 100vw);
        max-width: 100vw;
        max-height: 88dvh;
        margin: auto auto 0;
        padding: 0 18px max(18px, env(safe-area-inset-bottom));
        border: 0;
        border-radius: 16px 16px 0 0;
        background: var(--paper);
        color: var(--ink);
        box-shadow: 0 -4px 30px rgb(24 33 44 / 25%);
      }
      dialog::backdrop {
        background: rgb(24 33 44 / 45%);
      }
      .head {
        position: sticky;
        top: 0;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 14px 0 8px;
        background: var(--paper);
      }
      h2 {
        font-size: 17px;
        font-weight: 650;
      }
      @media (min-width: 700px) {
        dialog {
          margin: auto;
          border-radius: 14px;
        }
      }
    `,
  ];

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog @close=${() => this.#close()} @click=${this.#outside} aria-label=${this.heading}>
      <div class="head">
        <h2>${this.heading}</h2>
        <button class="button quiet" @click=${() => this.#close()}>${t('roll.close')}</button>
      </div>
      <slot></slot>
    </dialog>`;
  }

  #outside(event) {
    if (event.target === event.currentTarget) {
      this.#close();
    }
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('zm-sheet', Sheet);
