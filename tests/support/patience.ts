import { vi } from 'vitest';

// A slow machine is no defect: what a test waits for may take its time, and fails only when it does not come.
const PATIENTLY_MS = 30_000;

const { waitFor } = vi;
vi.waitFor = (what, options) =>
  waitFor(what, typeof options === 'number' ? options : { timeout: PATIENTLY_MS, ...options });

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: PATIENTLY_MS });
}
