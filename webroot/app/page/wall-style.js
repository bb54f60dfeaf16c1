import { css } from 'lit';

/** The wall's one screen: 120 × 67.5 rem. */
export const wallStyle = css`
  :host {
    display: grid;
    grid-template-rows: 5.2rem minmax(0, 1fr);
    width: 120rem;
    height: 67.5rem;
    max-width: 100vw;
    max-height: 100vh;
    margin: 0 auto;
    padding: 0 1.5rem 1.5rem;
    overflow: hidden;
  }
  h1,
  p {
    margin: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 1.2rem;
    white-space: nowrap;
  }
  img {
    width: 2.6rem;
    height: 2.6rem;
  }
  h1 {
    font-size: 1.9rem;
    font-weight: 600;
    letter-spacing: 0.06em;
  }
  .period {
    margin-left: auto;
    font-size: 1.9rem;
    font-weight: 600;
    color: var(--brand);
  }
  .phase {
    padding: 0.3rem 1rem;
    border-radius: 1.2rem;
    border: 0.0625rem solid var(--line-2);
    font-size: 1.1rem;
    color: var(--ink-2);
  }
  .phase:empty {
    display: none;
  }
  .phase.in-session {
    border-color: var(--good);
    color: var(--good);
  }
  .phase.off-hours {
    border-color: var(--leave);
    color: var(--leave);
  }
  .phase.broken {
    border-color: var(--yellow);
    background: var(--yellow);
    color: #241a00;
    font-weight: 600;
  }
  .day {
    margin-left: 1rem;
    font-size: 1.4rem;
    color: var(--ink-2);
  }
  time {
    font-size: 3.2rem;
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  main {
    display: grid;
    grid-template-columns: 14.5rem 20.5rem minmax(0, 1fr) 14.5rem 42rem;
    grid-template-rows: minmax(0, 1fr) 14.5rem;
    gap: 1rem;
    transition: filter 0.6s;
  }
  main.gone,
  main.stale,
  main.denied {
    filter: saturate(0.25) brightness(0.7);
  }
  zm-wall-matrix {
    grid-column: 1 / 5;
  }
  zm-wall-attendance {
    grid-column: 5;
    grid-row: 1 / 3;
  }
  .empty {
    grid-row: 1 / -1;
    align-self: center;
    text-align: center;
    font-size: 1.8rem;
    color: var(--ink-2);
  }
`;
