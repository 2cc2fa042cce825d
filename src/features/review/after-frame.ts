import { startTransition } from 'react';

/** Runs what may be interrupted once the next frame has been shown; answers how to call it off. */
export function afterFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(() => startTransition(run));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
