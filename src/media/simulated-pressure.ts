/** A finger or a mouse has no pressure: who moves fast presses less. Measured in page units and milliseconds. */
const LIGHTEST_AT_SPEED = 30;
const LIGHTEST = 0.2;
const HEAVIEST = 0.7;
/** The line's width follows the speed in about this time, so that it has no steps. */
const FOLLOWS_IN_MS = 80;

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

/** Its own, because the library's needs every point of a stroke, and straight parts are kept without theirs. */
export function simulatedPressure(): (spot: Spot) => number {
  let before: Spot | undefined;
  let pressure = 0.5;
  return (spot) => {
    const passedMs = before ? Math.max(1, spot.atMs - before.atMs) : 0;
    if (before && passedMs > 0) {
      const speed = Math.hypot(spot.x - before.x, spot.y - before.y) / passedMs;
      const aim = HEAVIEST - (HEAVIEST - LIGHTEST) * Math.min(1, speed / LIGHTEST_AT_SPEED);
      pressure += (aim - pressure) * Math.min(1, passedMs / FOLLOWS_IN_MS);
    }
    before = spot;
    return pressure;
  };
}
