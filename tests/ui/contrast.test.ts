import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const TEXT = 4.5;
const CONTROL = 3;
const GROUNDS = ['paper', 'surface'];
const PUPILS = ['pupil-a', 'pupil-b', 'pupil-c', 'pupil-class'];
const STATES = ['ok', 'wait', 'bad'];

/** What is written or drawn on what, and how far apart the two must be. */
const PAIRS: readonly (readonly [on: string, ground: string, ratio: number])[] = [
  ...[
    ...GROUNDS,
    ...PUPILS.map((pupil) => `${pupil}-tint`),
    ...STATES.map((state) => `${state}-tint`),
  ].flatMap((ground) => [['ink', ground, TEXT] as const, ['ink-2', ground, TEXT] as const]),
  ...[...PUPILS, ...STATES].flatMap((colour) =>
    [...GROUNDS, `${colour}-tint`].map((ground) => [colour, ground, TEXT] as const),
  ),
  ...PUPILS.map((pupil) => ['on-pupil', pupil, TEXT] as const),
  ['on-ink', 'ink', TEXT],
  ...GROUNDS.map((ground) => ['edge', ground, CONTROL] as const),
  ['photo-ink', 'photo-edge', TEXT],
  ['photo-green', 'photo-edge', TEXT],
  ['wait', 'pupil-class-tint', CONTROL],
  ['ink-2', 'pupil-class-tint', CONTROL],
];

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const light = colours(blockAfter(':root {'));
const themes = {
  light,
  quiet: { ...light, ...colours(blockAfter(":root[data-theme='quiet'] {")) },
  'dark by the tablet': {
    ...light,
    ...colours(blockAfter(":root:not([data-theme='light'], [data-theme='quiet']) {")),
  },
};

describe.each(Object.entries(themes))('%s', (_name, theme) => {
  test.each(PAIRS)('%s on %s reads at %d:1', (on, ground, ratio) => {
    expect(contrast(theme[on], theme[ground])).toBeGreaterThanOrEqual(ratio);
  });
});

test('a tablet set to dark shows the quiet colours', () => {
  expect(themes['dark by the tablet']).toEqual(themes.quiet);
});

test('the progress of a stage shows on the running stage of either theme', () => {
  expect(contrast(light['sun'], light['ink'])).toBeGreaterThanOrEqual(CONTROL);
  expect(contrast(themes.quiet['sun'], themes.quiet['surface'])).toBeGreaterThanOrEqual(CONTROL);
});

function blockAfter(selector: string): string {
  const from = css.indexOf(selector);
  expect(from, selector).toBeGreaterThanOrEqual(0);
  return css.slice(from, css.indexOf('}', from));
}

function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
}

/** WCAG 2.2 contrast ratio of two hex colours. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string | undefined): number {
  if (hex === undefined) throw new Error('There is no such token.');
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
