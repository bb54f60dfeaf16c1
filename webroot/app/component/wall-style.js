import { css } from 'lit';

/** Panels of the wall. All lengths are rem, which follow the screen's size. */
export const panel = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    padding: 1rem 1.25rem;
    background: var(--panel);
    border: 0.0625rem solid var(--line);
    border-radius: 0.6rem;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  p,
  ul,
  dl,
  dd,
  dt,
  table {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h2 {
    font-size: 1.05rem;
    font-weight: 500;
    color: var(--ink-2);
    letter-spacing: 0.04em;
  }
`;
