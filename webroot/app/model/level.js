/** Warning levels in rising order, and their shapes: colour is never the only sign. */
export const LEVELS = ['BLUE', 'YELLOW', 'ORANGE', 'RED'];

/** 0…3, -1 for none. */
export function rank(level) {
  return LEVELS.indexOf(level);
}

/** Path in a 16 × 16 box: circle, triangle, diamond, octagon. */
export const SHAPES = {
  BLUE: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z',
  YELLOW: 'M8 1.6 15.2 14.2H.8z',
  ORANGE: 'M8 .6 15.4 8 8 15.4.6 8z',
  RED: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
};
