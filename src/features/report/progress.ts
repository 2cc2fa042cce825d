/** Work that may take longer than half a second: says how far it is, and can be given up between two steps. */
export interface Progress {
  /** From 0 to 1. */
  readonly onStep: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Somebody gave it up. */
export class Cancelled extends Error {}

/** Lets the page draw and answer taps before the work goes on. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
