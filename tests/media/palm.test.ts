import { describe, expect, test } from 'vitest';
import { palmGuard } from '../../src/media/palm.ts';
import { simulatedPressure } from '../../src/media/simulated-pressure.ts';

const finger = { pointerType: 'touch', width: 24, height: 28 };
const hand = { pointerType: 'touch', width: 34, height: 92 };
const pen = { pointerType: 'pen', width: 1, height: 1 };

describe('a hand on the page', () => {
  test('is told from a finger by its size', () => {
    const hands = palmGuard();

    expect(hands.isPalm(finger)).toBe(false);
    expect(hands.isPalm(hand)).toBe(true);
    expect(hands.isPalm(pen)).toBe(false);
  });

  test('is every touch once a pen came near, until somebody wants to draw with a finger', () => {
    const hands = palmGuard();

    hands.notice(finger);
    expect(hands.isPalm(finger)).toBe(false);
    hands.notice(pen);
    expect(hands.isPalm(finger)).toBe(true);
    hands.forgetPen();
    expect(hands.isPalm(finger)).toBe(false);
  });
});

test('a finger presses less the faster it goes', () => {
  const lineAt = (speed: number) => {
    const press = simulatedPressure();
    return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) =>
      press({ x: step * 16 * speed, y: 0, atMs: step * 16 }),
    );
  };
  const [slow, fast] = [lineAt(2), lineAt(25)];

  expect(slow[0]).toBe(fast[0]);
  expect(slow.at(-1)).toBeGreaterThan((fast.at(-1) ?? 1) + 0.2);
  for (const pressure of [...slow, ...fast]) {
    expect(pressure).toBeGreaterThan(0.1);
    expect(pressure).toBeLessThan(0.8);
  }
});
