import { css } from 'lit';

/** What the panels of the import page share. */
export const panel = css`
  section {
    padding: 16px 20px 20px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    box-shadow: var(--shadow);
  }
  h2 {
    margin-bottom: 10px;
    font-size: 16px;
    font-weight: 650;
  }
  h3 {
    margin: 16px 0 6px;
    font-size: 14px;
    font-weight: 600;
  }
  .scroll {
    overflow-x: auto;
    max-height: 320px;
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    padding: 5px 10px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    white-space: nowrap;
  }
  th {
    position: sticky;
    top: 0;
    background: var(--sunken);
    color: var(--ink-2);
    font-weight: 600;
  }
  tr:last-child td {
    border-bottom: 0;
  }
  .wrap {
    white-space: normal;
    min-width: 240px;
  }
`;
