/** What must be on the screen: an element that is there so often, and whose words begin otherwise than before. */
export interface Awaited {
  readonly selector: string;
  readonly atLeast?: number;
  /** It says something else than when this was asked for. */
  readonly isChanged?: boolean;
}

/** Times of the review, taken inside the page; `watch()` there. */
export interface ReviewWatch {
  /** Begins to look; the time counts from the next click or key, by the event's own clock. */
  await(wanted: Awaited): void;
  /** Milliseconds from that click or key to the end of the frame that showed what was wanted. */
  shown(): Promise<number>;
  /** The same to the frame that shows the first change of what is found; undefined when it stays as it is. */
  answered(): Promise<number | undefined>;
  /** The same to the frame of the last change in sight, before the page kept still; what is drawn below the fold does not count. */
  settled(): Promise<number>;
  /** Notes of a colleague by number (`live 17 …`) as they were first on the screen; milliseconds since 1970. */
  seen(): Readonly<Record<string, number>>;
}

/** Runs in the page before any of its scripts. */
export function watchReview(): void {
  const QUIET_MS = 350;
  let askedAt: number | undefined;
  let answeredFor: number | undefined;
  let answeredAt = 0;
  let changedAt = 0;
  /** Changes that no frame has shown yet. */
  let left = 0;
  let shown: Promise<number> = Promise.reject(new Error('Nothing was awaited.'));
  shown.catch(() => undefined);

  const asked = (event: Event) => {
    askedAt ??= event.timeStamp;
  };
  addEventListener('click', asked, true);
  addEventListener('keydown', asked, true);

  /** After the frame that comes next has been handed over. */
  const painted = () =>
    new Promise<number>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => done(performance.now()));
        port1.start();
        port2.postMessage(undefined);
      });
    });

  /** In what is found, not in the field or the state of sending. */
  const isAnswer = ({ target }: MutationRecord) =>
    (target instanceof Element ? target : target.parentElement)?.closest('main')?.querySelector('ol') !==
    null;

  const topOf = (element: Element | null | undefined) => element?.getBoundingClientRect().top ?? Infinity;
  const bottomOf = (element: Element | null | undefined) => element?.getBoundingClientRect().bottom ?? 0;
  /** What was hidden or taken out has no place any more: then what it was in, or came after, counts. */
  const isInSight = ({ type, target, addedNodes, previousSibling }: MutationRecord) => {
    if (type === 'childList' && addedNodes.length === 0 && previousSibling instanceof Element) {
      return bottomOf(previousSibling) < innerHeight;
    }
    const nodes = type === 'childList' && addedNodes.length > 0 ? [...addedNodes] : [target];
    return nodes.some((node) => {
      const element = node instanceof Element ? node : node.parentElement;
      const placed = element?.checkVisibility() ? element : element?.parentElement;
      return topOf(placed) < innerHeight && bottomOf(placed) > 0;
    });
  };

  const seen: Record<string, number> = {};
  const changed = new MutationObserver((records) => {
    if (askedAt !== undefined) {
      void painted().then((at) => {
        if (at > changedAt && records.some(isInSight)) changedAt = at;
        left--;
      });
      left++;
    }
    // Only the first change since the key: what follows it is out of sight.
    if (askedAt !== undefined && answeredFor !== askedAt && records.some(isAnswer)) {
      answeredFor = askedAt;
      void painted().then((at) => (answeredAt = at));
    }
    for (const record of records) {
      for (const node of record.addedNodes) {
        for (const [, number] of (node.textContent ?? '').matchAll(/\blive (\d+) /g)) {
          if (number === undefined || number in seen) continue;
          seen[number] = Infinity;
          void painted().then((at) => (seen[number] = performance.timeOrigin + at));
        }
      }
    }
  });
  changed.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  const wordsOf = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const watch: ReviewWatch = {
    await: ({ selector, atLeast = 1, isChanged = false }) => {
      const before = wordsOf(selector);
      askedAt = undefined;
      const isThere = () =>
        askedAt !== undefined &&
        document.querySelectorAll(selector).length >= atLeast &&
        (document.querySelector(selector)?.checkVisibility() ?? false) &&
        (!isChanged || wordsOf(selector) !== before);
      shown = new Promise((done) => {
        const look = () => {
          if (!isThere()) return void requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => done(performance.now() - (askedAt ?? 0)));
          port1.start();
          port2.postMessage(undefined);
        };
        requestAnimationFrame(look);
      });
    },
    shown: () => shown,
    answered: () =>
      new Promise((done) => {
        const look = () => {
          const from = askedAt ?? Infinity;
          if (answeredAt > from) done(answeredAt - from);
          else if (performance.now() - from > QUIET_MS) done(undefined);
          else setTimeout(look, 20);
        };
        look();
      }),
    settled: () =>
      new Promise((done) => {
        const look = () => {
          const from = Math.max(askedAt ?? Infinity, changedAt);
          if (left === 0 && performance.now() - from > QUIET_MS) done(from - (askedAt ?? 0));
          else setTimeout(look, 20);
        };
        look();
      }),
    seen: () => seen,
  };
  Object.assign(window, { watch: () => watch });
}
