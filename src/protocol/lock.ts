/** Runs `work` when no other page or worker of this tablet holds the lock of this name. */
export type WithLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The browser's own locks, shared by the pages and the worker of one origin. */
export function browserLock(locks: LockManager): WithLock {
  return async (name, work) => await locks.request(name, work);
}
