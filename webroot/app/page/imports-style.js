import { css } from 'lit';

export const style = css`
  main {
    display: grid;
    gap: 16px;
    max-width: 1180px;
    margin: 0 auto;
    padding: 18px 24px 60px;
  }
  .problem {
    padding: 10px 14px;
    border: 1px solid var(--bad);
    border-radius: var(--radius);
    background: var(--bad-tint);
    color: var(--bad);
  }
  @media (max-width: 760px) {
    main {
      padding: 12px 14px 40px;
    }
  }
`;
