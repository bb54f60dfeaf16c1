import { css } from 'lit';

/** The paper of a card with its level's edge; `left` is a card that is on its way out. */
export const leveled = css`
  :host([level='BLUE']) {
    --edge: var(--blue);
  }
  :host([level='YELLOW']) {
    --edge: var(--yellow);
  }
  :host([level='ORANGE']) {
    --edge: var(--orange);
  }
  :host([level='RED']) {
    --edge: var(--red);
  }
  .paper {
    position: relative;
    overflow: hidden;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    transition:
      background-color 0.4s,
      border-color 0.4s;
  }
  .paper::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 0;
    width: 5px;
    background: var(--edge, var(--line-2));
  }
  .paper.left {
    background: #f7faf8;
    border-color: #bcd9c6;
    border-style: dashed;
    box-shadow: none;
  }
  .paper.left::before {
    background: var(--good);
  }
`;
