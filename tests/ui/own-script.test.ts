import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ownScript } from '../../src/ui/own-script.ts';

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://threefold.school/studies'));
  vi.stubEnv('DEV', false);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test('[K6] a script of this build may start as a worker', () => {
  expect(ownScript('/sw.js')).toBe('https://threefold.school/sw.js');
  expect(ownScript('/assets/word-worker-DQwQh2vS.js')).toMatch(/word-worker/);
  expect(ownScript('https://threefold.school/assets/picture-worker-abc_1.js')).toMatch(/picture-worker/);
});

test.each([
  'https://elsewhere.example/sw.js',
  '//elsewhere.example/assets/a.js',
  'data:text/javascript,alert(1)',
  'blob:https://threefold.school/1b2c',
  'javascript:alert(1)',
  '/api/teams/oak/blobs/a/0',
  '/assets/../api/x.js',
  '/assets/picture.svg',
  '/assets/%2e%2e/x.js',
])('[K6] %s may not', (address) => {
  expect(() => ownScript(address)).toThrow(TypeError);
});
