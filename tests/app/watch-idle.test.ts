// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchIdle } from '../../src/app/watch-idle.ts';

const MINUTE = 60_000;
let idle: number;
let stops: (() => void)[];
/** What somebody did to the tablet's own clock. */
let turnedMs: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  idle = 0;
  turnedMs = 0;
  stops = [];
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function watch(onIdle = () => void idle++) {
  stops.push(watchIdle({ window, now: () => Date.now() + turnedMs, limitMs: 5 * MINUTE, onIdle }));
}
const pass = (minutes: number) => vi.advanceTimersByTime(minutes * MINUTE);
const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
function setVisible(state: 'visible' | 'hidden') {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a tablet that nobody touches', () => {
  test('is seen to be idle after the time that was chosen, and not before', () => {
    watch();

    pass(4.9);
    expect(idle).toBe(0);
    pass(0.2);
    expect(idle).toBe(1);
  });

  test('is not idle while somebody writes, however long', () => {
    watch();

    for (let minute = 0; minute < 30; minute++) {
      pass(1);
      press();
    }

    expect(idle).toBe(0);
    pass(5.1);
    expect(idle).toBe(1);
  });

  test('set back by a day it is idle all the same; set forward it is at once', () => {
    watch();
    turnedMs = -24 * 60 * MINUTE;
    pass(5.1);
    expect(idle).toBe(1);

    press();
    turnedMs = 24 * 60 * MINUTE;
    setVisible('visible');
    expect(idle).toBe(2);
  });

  test('whose clock stood still while it slept is found by the time of day when its screen comes on', () => {
    watch();
    setVisible('hidden');
    // No timer runs and the counting clock stands still.
    turnedMs = 8 * MINUTE;

    setVisible('visible');

    expect(idle).toBe(1);
  });

  test('[K11] that slept in full view is found at the first touch, which is not taken for use that never stopped', () => {
    watch();
    // A laptop whose lid was closed: no timer has run, and no page was told that it went out of sight.
    turnedMs = 60 * MINUTE;

    press();

    expect(idle).toBe(1);
    press();
    expect(idle).toBe(1);
    pass(5.1);
    expect(idle).toBe(2);
  });

  test('paints nothing while it is out of sight, and keeps the cursor where it is', () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    watch();

    setVisible('hidden');
    expect(document.documentElement.style.opacity).toBe('0');
    setVisible('visible');

    expect(document.documentElement.style.opacity).toBe('');
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  test('in use on one page is in use on all of them', async () => {
    const elsewhere = new BroadcastChannel('threefold-in-use');
    watch();
    pass(4);
    elsewhere.postMessage('in use');
    // A message takes a turn or two of the real loop, which is not faked here.
    for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));

    pass(4.9);
    expect(idle).toBe(0);
    pass(0.2);
    expect(idle).toBe(1);
    elsewhere.close();
  });
});
