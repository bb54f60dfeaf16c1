import { css } from 'lit';

/** Phone first: the list under the thumb, the big button always in reach. */
export const rollStyle = css`
  :host {
    max-width: 640px;
    margin: 0 auto;
    min-height: 100dvh;
    display: flex;
    flex-direction: column;
    background: var(--paper);
  }
  header {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 8px 8px 4px;
    background: var(--paper);
    border-bottom: 1px solid var(--line);
  }
  header a {
    width: 44px;
    height: 44px;
    display: grid;
    place-items: center;
    font-size: 30px;
    line-height: 1;
    color: var(--brand-deep);
    text-decoration: none;
  }
  header div {
    flex: 1;
    min-width: 0;
  }
  h1 {
    font-size: 18px;
    font-weight: 650;
    line-height: 1.3;
  }
  header p {
    font-size: 13px;
    color: var(--ink-3);
  }
  header .button {
    min-height: 44px;
    color: var(--brand-deep);
  }
  main {
    flex: 1;
  }
  .lead {
    padding: 60px 20px;
    text-align: center;
  }
  .done {
    margin: 10px 14px 0;
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--good-tint);
    color: var(--good);
    font-weight: 600;
  }
  .done.later,
  .call.MONITOR {
    background: var(--warn-tint);
    color: var(--warn);
  }
  .call {
    margin: 10px 14px 0;
    padding: 8px 14px;
    border-radius: 10px;
    background: var(--good-tint);
    color: var(--good);
    font-size: 14px;
  }
  .done small {
    font-weight: 400;
  }
  nav {
    display: flex;
    gap: 8px;
    padding: 10px 14px 0;
    overflow-x: auto;
  }
  nav button {
    flex: 1;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--line-2);
    border-radius: 9px;
    background: var(--paper);
    white-space: nowrap;
  }
  nav button[aria-pressed='true'] {
    border-color: var(--brand);
    background: var(--brand-tint);
    box-shadow: inset 0 0 0 1px var(--brand);
    color: var(--brand-deep);
    font-weight: 600;
  }
  .hint {
    padding: 10px 16px;
    font-size: 13px;
    color: var(--ink-3);
  }
  .rows {
    border-top: 1px solid var(--line);
  }
  footer {
    position: sticky;
    bottom: 0;
    z-index: 2;
    padding: 10px 14px max(12px, env(safe-area-inset-bottom));
    background: var(--paper);
    border-top: 1px solid var(--line-2);
    box-shadow: 0 -3px 14px rgb(24 33 44 / 7%);
  }
  .sum {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin-bottom: 8px;
    font-size: 14px;
    color: var(--ink-2);
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0 12px;
  }
  .parts b {
    font-weight: 600;
  }
  .parts .ABSENT {
    color: var(--bad);
  }
  .problem {
    margin-bottom: 8px;
    padding: 6px 12px;
    border-radius: 8px;
    background: var(--bad-tint);
    color: var(--bad);
  }
  footer .button {
    width: 100%;
    min-height: 54px;
    border-radius: 12px;
    font-size: 18px;
    font-weight: 600;
  }
`;
