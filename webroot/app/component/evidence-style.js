import { css } from 'lit';

/** How the evidence of an alert looks. */
export const evidenceStyle = css`
  section {
    padding: 12px 0 4px;
  }
  :host(:not(:first-child)) section {
    border-top: 1px solid var(--line);
  }
  h4 {
    margin: 0 0 10px;
    font-size: 15px;
    font-weight: 600;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 260px;
    gap: 24px;
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
  }
  dt,
  label {
    font-size: 12px;
    color: var(--ink-3);
  }
  dd {
    font-weight: 550;
  }
  .arithmetic {
    font-size: 15px;
  }
  .ladder {
    position: relative;
    height: 6px;
    margin: 30px 10px 30px 0;
    border-radius: 3px;
    background: var(--sunken);
    font-size: 12px;
  }
  .filled {
    position: absolute;
    inset: 0 auto 0 0;
    border-radius: 3px;
    background: var(--ink-2);
  }
  .rung {
    position: absolute;
    top: 10px;
    transform: translateX(-50%);
    color: var(--ink-2);
    white-space: nowrap;
  }
  .rung b {
    position: absolute;
    top: -14px;
    left: 50%;
    width: 4px;
    height: 14px;
    margin-left: -2px;
    border-radius: 2px;
    border: 1px solid var(--paper);
    background: var(--step);
    box-sizing: content-box;
  }
  .rung.BLUE {
    --step: var(--blue);
  }
  .rung.YELLOW {
    --step: var(--yellow);
  }
  .rung.ORANGE {
    --step: var(--orange);
  }
  .rung.RED {
    --step: var(--red);
  }
  .here {
    position: absolute;
    top: -26px;
    transform: translateX(-50%);
    padding: 0 6px;
    border-radius: 4px;
    background: var(--ink);
    color: #fff;
    font-weight: 600;
    line-height: 18px;
  }
  .revised {
    margin: 4px 0 8px;
    font-size: 13px;
    font-weight: 600;
  }
  .caption {
    display: flex;
    gap: 10px;
    align-items: baseline;
    margin: 14px 0 4px;
    font-size: 13px;
  }
  .scroll {
    max-height: 320px;
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th {
    position: sticky;
    top: 0;
    background: var(--paper);
    font-weight: 500;
    color: var(--ink-3);
    text-align: left;
    font-size: 12px;
  }
  th,
  td {
    padding: 4px 14px 4px 0;
    border-bottom: 1px solid var(--line);
    white-space: nowrap;
  }
  td:nth-child(3) {
    white-space: normal;
  }
  .figure {
    text-align: right;
  }
  .status.ABSENT {
    color: var(--bad);
    font-weight: 600;
  }
  .handling {
    display: grid;
    gap: 6px;
    margin-bottom: 4px;
  }
  .handling .button {
    justify-self: start;
  }
  textarea {
    resize: vertical;
  }
  blockquote {
    margin: 0;
    padding: 4px 10px;
    border-left: 3px solid var(--line-2);
    color: var(--ink-2);
  }
  .transitions li {
    display: grid;
    grid-template-columns: 88px 1fr;
    gap: 8px;
    padding: 2px 0;
    font-size: 13px;
  }
  .transitions time {
    color: var(--ink-3);
  }
  .failed {
    color: var(--bad);
    margin-bottom: 8px;
  }
  @media (max-width: 1000px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
  }
  @media (max-width: 760px) {
    .handling .button {
      justify-self: stretch;
      min-height: 44px;
    }
  }
`;
