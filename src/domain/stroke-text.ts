import { MAX_STROKE_POINTS, type StrokePoint } from './stroke.ts';

/**
 * The points of a stroke as a short text: a version, then for each point how far it is from the one before (across,
 * down, pressure), each number in base 64 with the sign in its lowest bit. Most points take four or five characters.
 */
const VERSION = '1';
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map(DIGITS.split('').map((digit, value) => [digit, value]));
/** Five bits of a number in each character, the sixth says that more follow. */
const MORE = 32;

/** Pressure in steps that no eye can tell apart. */
const PRESSURE_STEPS = 63;

/** Far below any page or photo; a number beyond it is damage and not a drawing. */
const FARTHEST = 1_000_000;
const MAX_TEXT = MAX_STROKE_POINTS * 16;

export function textOfStroke(points: readonly StrokePoint[]): string {
  let text = VERSION;
  let before: Whole = [0, 0, 0];
  for (const point of points) {
    const here = inWholes(point);
    text += here.map((value, axis) => digitsOf(value - (before[axis] as number))).join('');
    before = here;
  }
  return text;
}

/** No points for a text that is damaged or of a newer version: it draws nothing and breaks nothing. */
export function strokeOfText(text: string): readonly StrokePoint[] {
  if (!text.startsWith(VERSION) || text.length > MAX_TEXT) return [];
  const numbers = numbersOf(text.slice(VERSION.length));
  if (numbers === undefined || numbers.length % 3 !== 0) return [];
  const points: StrokePoint[] = [];
  let [x, y, pressure] = [0, 0, 0];
  for (let index = 0; index < numbers.length; index += 3) {
    x += numbers[index] as number;
    y += numbers[index + 1] as number;
    pressure += numbers[index + 2] as number;
    const isOnPage = Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST;
    if (!isOnPage || pressure < 0 || pressure > PRESSURE_STEPS) return [];
    points.push({ x, y, pressure: pressure / PRESSURE_STEPS });
  }
  return points;
}

type Whole = readonly [number, number, number];

function inWholes({ x, y, pressure }: StrokePoint): Whole {
  const share = Math.min(1, Math.max(0, pressure));
  return [Math.round(x), Math.round(y), Math.round(share * PRESSURE_STEPS)];
}

function digitsOf(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let digits = '';
  do {
    const low = rest % MORE;
    rest = Math.floor(rest / MORE);
    digits += DIGITS[rest > 0 ? low + MORE : low];
  } while (rest > 0);
  return digits;
}

function numbersOf(digits: string): readonly number[] | undefined {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const digit of digits) {
    const part = VALUE_OF.get(digit);
    if (part === undefined || scale > FARTHEST * MORE) return undefined;
    value += (part % MORE) * scale;
    scale *= MORE;
    if (part >= MORE) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    value = 0;
    scale = 1;
  }
  return scale === 1 ? numbers : undefined;
}
