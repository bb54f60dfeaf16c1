import { LitElement, css, html, svg } from 'lit';
import { SHAPES } from '../model/level.js';
import { t, word } from '../text/index.js';
import { shared } from './style.js';

/** A warning level as shape, colour and word. With `compact` only the shape, its word for screen readers. */
export class Level extends LitElement {
  static properties = { level: { reflect: true }, compact: { type: Boolean, reflect: true } };

  static styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        vertical-align: -2px;
      }
      span.badge {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        height: 24px;
        padding: 0 9px 0 7px;
        border-radius: 6px;
        font-size: 13px;
        font-weight: 650;
        line-height: 1;
        color: var(--level-ink);
        background: var(--level);
      }
      svg {
        width: 12px;
        height: 12px;
        fill: currentcolor;
        flex: none;
      }
      :host([compact]) span.badge {
        height: auto;
        padding: 0;
        background: none;
        color: var(--level-mark);
      }
      :host([level='BLUE']) {
        --level: var(--blue);
        --level-ink: var(--blue-ink);
        --level-mark: var(--blue);
      }
      :host([level='YELLOW']) {
        --level: var(--yellow);
        --level-ink: var(--yellow-ink);
        --level-mark: #b58300;
      }
      :host([level='ORANGE']) {
        --level: var(--orange);
        --level-ink: var(--orange-ink);
        --level-mark: var(--orange);
      }
      :host([level='RED']) {
        --level: var(--red);
        --level-ink: var(--red-ink);
        --level-mark: var(--red);
      }
    `,
  ];

  render() {
    const shape = svg`<path d=${SHAPES[this.level] ?? ''}></path>`;
    const text = this.compact
      ? html`<span class="unseen">${word('levelFull', this.level)}</span>`
      : html`<span title=${t(`levelFull.${this.level}`)}>${word('level', this.level)}</span>`;
    return html`<span class="badge"><svg viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>${text}</span>`;
  }
}

customElements.define('zm-level', Level);
