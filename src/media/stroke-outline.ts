import { getStroke } from 'perfect-freehand';
import type { StrokePoint } from '../domain/stroke.ts';

/** In ten-thousandths of the page's width: about four pixels on a tablet, one and a half in a small drawing. */
const PEN_WIDTH = 56;

/** The outline of a stroke as the `d` of an SVG path. Without points it draws nothing. */
export function strokeOutline(points: readonly StrokePoint[]): string {
  // Points come smoothed and straightened; pulling them together again would cut their corners. Real or simulated,
  // pressure is in the points already.
  const outline = getStroke([...points], {
    size: PEN_WIDTH,
    thinning: 0.6,
    smoothing: 0.4,
    streamline: 0,
    simulatePressure: false,
    last: true,
  });
  const [first, ...rest] = outline;
  if (first === undefined) return '';
  let path = `M${whole(first)}Q`;
  let from = first;
  for (const to of [...rest, first]) {
    // Each corner is rounded: it pulls the line, which runs through the middles between corners.
    path += `${whole(from)} ${whole([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])} `;
    from = to;
  }
  return `${path}Z`;
}

function whole([x, y]: readonly [number, number]): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}
