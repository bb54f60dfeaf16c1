import { css } from 'lit';

/** Layout of the counselor's page: what goes on now at the left, the students at the right. */
export const counselorStyle = css`
  main {
    display: grid;
    grid-template-columns: 304px minmax(0, 1fr);
    gap: 20px;
    max-width: 1560px;
    margin: 0 auto;
    padding: 20px 24px 48px;
    align-items: start;
  }
  aside {
    position: sticky;
    top: 76px;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    max-height: calc(100vh - 96px);
    overflow: auto;
  }
  aside section {
    padding: 14px 16px;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .work {
    min-width: 0;
  }
  h2 {
    font-size: 14px;
    font-weight: 600;
    margin-bottom: 8px;
  }
  .sessions {
    margin-bottom: 18px;
  }
  .sessions zm-session-alert {
    margin-bottom: 8px;
  }
  .stale,
  .message {
    padding: 8px 24px;
    background: var(--warn-tint);
    color: var(--warn);
    border-bottom: 1px solid #ecd9a4;
    text-align: center;
  }
  .message {
    background: var(--bad-tint);
    color: var(--bad);
    border-color: #f0c4c4;
  }
  .loading {
    padding: 80px 0;
    text-align: center;
  }
  .none {
    padding: 64px 20px;
    text-align: center;
    background: var(--paper);
    border: 1px dashed var(--line-2);
    border-radius: var(--radius);
    font-size: 15px;
  }
  @media (max-width: 1000px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      padding: 14px 14px 40px;
    }
    aside {
      position: static;
      order: 2;
      max-height: none;
      grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
    }
  }
`;
