import { css } from 'lit';

/** Layout of the rules page: tabs over one panel. */
export const rulesStyle = css`
  main {
    max-width: 1360px;
    margin: 0 auto;
    padding: 18px 24px 48px;
  }
  .tabs {
    display: flex;
    gap: 4px;
    overflow-x: auto;
  }
  .tabs button {
    min-height: 40px;
    padding: 0 16px;
    border: 1px solid transparent;
    border-bottom: 0;
    border-radius: 9px 9px 0 0;
    background: none;
    color: var(--ink-2);
    white-space: nowrap;
  }
  .tabs button[aria-selected='true'] {
    border-color: var(--line);
    background: var(--paper);
    color: var(--brand-deep);
    font-weight: 600;
  }
  .panel {
    padding: 16px 18px;
    border: 1px solid var(--line);
    border-radius: 0 10px 10px 10px;
    background: var(--paper);
  }
  .bad,
  .said {
    margin-bottom: 12px;
    padding: 8px 14px;
    border-radius: 8px;
  }
  .bad {
    background: var(--bad-tint);
    color: var(--bad);
  }
  .said {
    background: var(--good-tint);
    color: var(--good);
  }
  .choose {
    display: grid;
    gap: 3px;
    max-width: 420px;
    margin-bottom: 14px;
    font-size: 13px;
    color: var(--ink-2);
  }
  @media (max-width: 760px) {
    main {
      padding: 10px 10px 40px;
    }
    .panel {
      padding: 12px 10px;
    }
  }
`;
