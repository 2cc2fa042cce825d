import type { Workbox } from 'workbox-window';
import type { FromPage } from '../protocol/worker.ts';
import { firstScreenStands } from './first-screen-stands.ts';

/** The page's line to the service worker. */
export interface WorkerLink {
  /** Hands the message to the worker in charge of this page; false when there is none (yet). */
  tell(message: FromPage): boolean;
  /** A newer version has been fetched and waits. */
  isUpdateOffered(): boolean;
  /** Lets the new version take over and shows it in this tab. */
  acceptUpdate(): void;
  onChange(listener: () => void): () => void;
}

interface WorkerDeps {
  readonly container: ServiceWorkerContainer | undefined;
  readonly scriptUrl: string;
  readonly reload: () => void;
  /** A lesson is running in this tab: whatever another tab decides, this one is not reloaded. */
  readonly isLessonRunning: () => boolean;
}

/** Registers the service worker where there can be one. Updates are offered; only a person takes them. */
export function linkWorker({ container, scriptUrl, reload, isLessonRunning }: WorkerDeps): WorkerLink {
  const listeners = new Set<() => void>();
  let isOffered = false;
  const offer = (offered: boolean) => {
    isOffered = offered;
    for (const listener of listeners) listener();
  };
  let isTaken = false;
  /** By another tab, in mid-lesson: after the lesson it is still to be had here, and no worker waits for a word any more. */
  const offerTaken = () => {
    isTaken = true;
    offer(true);
  };
  let workbox: Workbox | undefined;
  const register = async (workers: ServiceWorkerContainer) => {
    const { ownWorkbox } = await import('./own-workbox.ts');
    let hasWorker = Boolean(workers.controller);
    workbox = ownWorkbox(scriptUrl);
    workbox.addEventListener('waiting', () => offer(true));
    workbox.addEventListener('controlling', () => {
      // Taken here, or by another tab while this page still runs the old version: reloading is safe except in mid-lesson.
      // The first worker of all, which takes charge of a page that had none, is no update.
      if (hasWorker && isLessonRunning()) offerTaken();
      else if (hasWorker) reload();
      hasWorker = true;
    });
    await workbox.register();
  };
  if (container) {
    firstScreenStands(window)
      .then(() => register(container))
      .catch((error: unknown) => {
        // Private windows and http addresses: the page syncs by itself, and the rehearsal screen says what is missing.
        console.warn('No service worker here.', error);
      });
  }
  return {
    tell(message) {
      const controller = container?.controller;
      controller?.postMessage(message);
      return controller !== null && controller !== undefined;
    },
    isUpdateOffered: () => isOffered,
    acceptUpdate() {
      offer(false);
      if (isTaken) reload();
      else workbox?.messageSkipWaiting();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
