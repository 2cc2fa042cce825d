import Database from 'better-sqlite3';
import type { SqliteDatabase } from '../../src/server/database.sqlite.ts';

export interface FaultyDatabase {
  /** The real database; each statement passes the test's hand on its way. */
  readonly db: SqliteDatabase;
  /** Before the k-th statement from now on, and behind the k-th transaction's end, `onReached` runs and the disk fails. */
  failAt(k: number, onReached?: () => void): void;
  /** Whole again; answers whether it had failed. */
  mend(): boolean;
}

/** A disk error at any statement, at the edge of the real better-sqlite3. */
export function faulty(real: SqliteDatabase): FaultyDatabase {
  let left = Infinity;
  let hasFailed = false;
  let reached: (() => void) | undefined;
  const step = () => {
    if (--left > 0) return;
    left = Infinity;
    hasFailed = true;
    reached?.();
    throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR');
  };
  const wrapStatement = (statement: object): object =>
    new Proxy(statement, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (['run', 'get', 'all', 'iterate'].includes(String(name))) step();
          const result: unknown = Reflect.apply(value, target, given);
          return result === target ? wrapStatement(target) : result;
        };
      },
    });
  /** Begun and ended inside the library: a failure behind the end is an answer that is never given. */
  const wrapTransaction = (run: (...given: unknown[]) => unknown): unknown => {
    const guarded =
      (inner: (...given: unknown[]) => unknown) =>
      (...given: unknown[]) => {
        step();
        const result = inner(...given);
        step();
        return result;
      };
    const { immediate } = run as unknown as { immediate: (...given: unknown[]) => unknown };
    return Object.assign(guarded(run), { immediate: guarded(immediate) });
  };
  const db = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, given);
        if (name === 'prepare') return wrapStatement(result as object);
        return name === 'transaction' ? wrapTransaction(result as () => unknown) : result;
      };
    },
  });
  return {
    db,
    failAt(k, onReached) {
      left = k;
      reached = onReached;
      hasFailed = false;
    },
    mend() {
      left = Infinity;
      return hasFailed;
    },
  };
}
