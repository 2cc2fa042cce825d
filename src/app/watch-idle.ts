/** Anything a hand, a pen, a keyboard or a voice does. */
const SIGNS_OF_USE = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'scroll'] as const;
/** How often the other pages of this tablet are told that it is in use. */
const TELL_EVERY_MS = 5000;

interface IdleDeps {
  readonly window: Window;
  /** The tablet's own clock, which somebody may set. */
  readonly now: () => number;
  readonly limitMs: number;
  readonly onIdle: () => void;
}

/**
 * Calls back when nobody has used this tablet for so long, on any of its pages; also when the screen was off meanwhile.
 * Both clocks are asked and the longer time counts: the one nobody can set may stand still while a tablet sleeps.
 * While the page is out of sight nothing is painted, so that what stood there is not the first thing seen on return.
 */
export function watchIdle({ window, now, limitMs, onIdle }: IdleDeps): () => void {
  const { document } = window;
  const pages = new BroadcastChannel('threefold-in-use');
  const read = () => ({ monotonicMs: window.performance.now(), wallMs: now() });
  let last = read();
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer = 0;
  let isSaid = false;

  const idleFor = () => {
    const { monotonicMs, wallMs } = read();
    return Math.max(monotonicMs - last.monotonicMs, wallMs - last.wallMs);
  };
  const use = () => {
    // No timer runs on a tablet that sleeps, not all are told that they go out of sight: the first to notice may be a hand.
    if (!isSaid && idleFor() >= limitMs) onIdle();
    isSaid = false;
    last = read();
    if (last.monotonicMs - toldAt < TELL_EVERY_MS) return;
    toldAt = last.monotonicMs;
    pages.postMessage('in use');
  };
  const look = () => {
    window.clearTimeout(timer);
    const idleMs = idleFor();
    if (idleMs >= limitMs) {
      isSaid = true;
      onIdle();
    }
    timer = window.setTimeout(look, idleMs >= limitMs ? limitMs : limitMs - idleMs);
  };
  const onVisibility = () => {
    const isHidden = document.visibilityState === 'hidden';
    if (!isHidden) look();
    // Not `visibility`, which would take the cursor away from the words somebody is in the middle of.
    document.documentElement.style.opacity = isHidden ? '0' : '';
  };
  pages.addEventListener('message', () => {
    isSaid = false;
    last = read();
  });
  for (const sign of SIGNS_OF_USE) document.addEventListener(sign, use, { capture: true, passive: true });
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pageshow', look);
  look();
  return () => {
    window.clearTimeout(timer);
    for (const sign of SIGNS_OF_USE) document.removeEventListener(sign, use, { capture: true });
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('pageshow', look);
    document.documentElement.style.opacity = '';
    pages.close();
  };
}
