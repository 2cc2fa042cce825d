import { createContext, useContext } from 'react';

/** The two clocks of a tablet. The only place of the screens with a clock that reads them, so that a test can turn them by hand. */
export interface ClockSource {
  /** Milliseconds that only ever go forward; stands still while the tablet sleeps on some systems. */
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970 as the tablet believes; may be wrong and may be set. */
  readonly wallMs: () => number;
}

export const DEVICE_CLOCKS: ClockSource = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
};

const ClockSourceContext = createContext(DEVICE_CLOCKS);
export const ClockSourceProvider = ClockSourceContext.Provider;

export function useClockSource(): ClockSource {
  return useContext(ClockSourceContext);
}
