/**
 * The numbering of a live topic, apart from what its frames carry. A position is {epoch, number}: the last frame that was taken in.
 * Frames say from which number to which they lead, so a viewer who sees only a part of the school still notices a gap.
 */
export const START = Object.freeze({ epoch: null, number: null });

/** What to do with a frame: take it (with the position after it), drop it as already known, or join again because one is missing. */
export function judge(position, frame) {
  if (frame.type === 'snapshot') {
    return { verdict: 'take', position: { epoch: frame.epoch, number: frame.to } };
  }
  if (position.number === null) {
    return { verdict: 'gap', position };
  }
  if (frame.to < position.number) {
    return { verdict: 'drop', position };
  }
  if (frame.from !== position.number) {
    return { verdict: frame.to === position.number ? 'drop' : 'gap', position };
  }
  return { verdict: 'take', position: { ...position, number: frame.to } };
}

/** Waiting time before the n-th attempt to reconnect (from 1), with jitter so that a restart is not met by everybody at once. */
export function backoffMillis(attempt, random = Math.random) {
  const ceiling = Math.min(15_000, 500 * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
