/**
 * Places of a line of shares in a box: the axis begins at the next 5 % below the lowest and ends at 100 %, so that small changes show
 * and nothing is drawn from a false zero without its label. Days without a rate leave a gap.
 */
export function trendLine(days, width, height) {
  const rates = days.map((day) => day.rate).filter((rate) => typeof rate === 'number');
  if (!rates.length) {
    return { floor: 0, points: [], segments: [] };
  }
  const floor = Math.max(0, Math.min(0.95, Math.floor((Math.min(...rates) - 0.02) * 20) / 20));
  const step = days.length > 1 ? width / (days.length - 1) : 0;
  const points = days.map((day, at) => ({
    day,
    x: days.length > 1 ? at * step : width / 2,
    y: typeof day.rate === 'number' ? height * (1 - (day.rate - floor) / (1 - floor)) : null,
  }));
  return { floor, points, segments: segments(points) };
}

function segments(points) {
  const all = [];
  let open = [];
  for (const point of points) {
    if (point.y === null) {
      all.push(open);
      open = [];
    } else {
      open.push(point);
    }
  }
  return [...all, open].filter((segment) => segment.length > 1);
}
