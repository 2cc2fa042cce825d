import { createStore, type StoreApi } from 'zustand/vanilla';

/** As long as a disk may have before the screen goes ahead without its answer. */
const DISK_FIRST_MS = 40;

export type ShownState<S> = ReturnType<typeof shownState<S>>;

/**
 * What the screen is told of a state: the same, but while a save is at the disk it hears of it when the disk has answered,
 * or a moment later. Otherwise the answer would wait behind the drawing of a frame, which takes a slow tablet longer than
 * the save. Whoever is about to hear the next key or tap calls `show` first, so that nothing is ever typed into old words.
 */
export function shownState<S>(store: StoreApi<S>) {
  const shown = createStore<S>(() => store.getState());
  let held: symbol | undefined;
  const show = () => {
    held = undefined;
    if (shown.getState() !== store.getState()) shown.setState(store.getState(), true);
  };
  store.subscribe(() => {
    if (held === undefined) show();
  });
  return {
    shown,
    show,
    holdWhile(saving: Promise<unknown>): void {
      const own = Symbol('held');
      held = own;
      const release = () => {
        if (held === own) show();
      };
      // What follows from the answer is shown with it.
      const answered = () => void setTimeout(release);
      saving.then(answered, answered);
      setTimeout(release, DISK_FIRST_MS);
    },
  };
}
