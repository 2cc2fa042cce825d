/** What the page of the app is watched by; `window.benchWatch`. */
export interface Watch {
  /** Resolves when so many notes are durable. */
  untilSaved(count: number): Promise<void>;
  /** Milliseconds from the start of the navigation to the first frame with a note field to write in. */
  untilUsable(): Promise<number>;
  /** The same for the first frame with a heading: a screen stands. */
  untilStanding(): Promise<number>;
  /** When the first script of the page began to run; milliseconds since 1970. */
  firstScriptAt(): number;
  /** Begins to watch the frames; answers the gaps between them, in milliseconds, when it is called again. */
  frames(): readonly number[];
  taken(): {
    readonly writes: readonly number[];
    readonly interactions: readonly number[];
    readonly interactionCount: number;
  };
}

/**
 * Runs in the page before any of its scripts. A note is durable when a read-write transaction over notes and outbox, of
 * strict durability, has completed; its time counts from the key or tap that asked for it, by the event's own clock.
 */
export function watchCapture(): void {
  const writes: number[] = [];
  const slowest = new Map<number, number>();
  const waiting: { count: number; done: () => void }[] = [];
  let askedAt = 0;

  const asked = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    askedAt = event.timeStamp;
  };
  addEventListener('keydown', asked, true);
  addEventListener('click', asked, true);

  const saved = (durability: string | undefined) => {
    if (durability !== 'strict') throw new Error(`A note was saved with ${durability} durability.`);
    writes.push(performance.now() - askedAt);
    for (const each of waiting) if (writes.length >= each.count) each.done();
  };
  const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')
    ?.value as IDBDatabase['transaction'];
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    const transaction = begin.apply(this, given);
    const stores = [...transaction.objectStoreNames];
    if (transaction.mode === 'readwrite' && stores.includes('notes') && stores.includes('outbox')) {
      const { durability } = transaction as { durability?: string };
      transaction.addEventListener('complete', () => saved(durability));
    }
    return transaction;
  };

  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
      if (entry.interactionId === 0) continue;
      slowest.set(entry.interactionId, Math.max(slowest.get(entry.interactionId) ?? 0, entry.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);

  let gaps: number[] | undefined;
  const watchFrames = (into: number[]) => {
    let before = performance.now();
    const next = (at: number) => {
      if (gaps !== into) return;
      into.push(at - before);
      before = at;
      requestAnimationFrame(next);
    };
    requestAnimationFrame((at) => {
      before = at;
      requestAnimationFrame(next);
    });
  };

  let firstScriptAt = Infinity;
  new PerformanceObserver((entries) => {
    for (const frame of entries.getEntries() as (PerformanceEntry & { scripts?: PerformanceEntry[] })[]) {
      for (const { startTime } of frame.scripts ?? []) firstScriptAt = Math.min(firstScriptAt, startTime);
    }
  }).observe({ type: 'long-animation-frame', buffered: true });

  const isSeen = (element: Element | null) => element?.checkVisibility({ visibilityProperty: true }) ?? false;
  const firstFrame = (isThere: () => boolean) =>
    new Promise<number>((done) => {
      const look = () => {
        if (isThere()) done(performance.now());
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  const usable = firstFrame(() => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Note"]');
    return isSeen(field) && field?.disabled === false;
  });
  const standing = firstFrame(() => isSeen(document.querySelector('h1')));

  const watch: Watch = {
    untilSaved: (count) =>
      new Promise((done) => {
        if (writes.length >= count) done();
        else waiting.push({ count, done });
      }),
    untilUsable: () => usable,
    untilStanding: () => standing,
    frames: () => {
      const seen = gaps;
      gaps = seen === undefined ? [] : undefined;
      if (gaps) watchFrames(gaps);
      return seen ?? [];
    },
    firstScriptAt: () => performance.timeOrigin + firstScriptAt,
    taken: () => ({
      writes,
      interactions: [...slowest.values()],
      interactionCount: (performance as { interactionCount?: number }).interactionCount ?? slowest.size,
    }),
  };
  Object.assign(window, { benchWatch: watch });
}
