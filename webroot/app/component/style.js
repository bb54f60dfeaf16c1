import { css } from 'lit';

/** Rules that every component needs: box, buttons, fields, focus, and what only screen readers see. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  table {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .button {
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--line-2);
    border-radius: 7px;
    background: var(--paper);
    color: var(--ink);
    font-weight: 500;
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    border-color: var(--brand);
    color: var(--brand-deep);
  }
  .button.primary {
    border-color: var(--brand);
    background: var(--brand);
    color: #fff;
  }
  .button.primary:hover:not(:disabled) {
    background: var(--brand-deep);
    color: #fff;
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--ink-2);
  }
  .button.quiet:hover:not(:disabled) {
    background: var(--sunken);
    color: var(--ink);
  }
  .field {
    width: 100%;
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid var(--line-2);
    border-radius: 7px;
    background: var(--paper);
  }
  .field::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--ink-3);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
