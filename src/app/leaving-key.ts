/** What is being removed from this tablet just now, or was when its battery gave out. */
export const LEAVING_KEY = 'threefold-leaving';

/**
 * A database that another tab deletes is let go for good: opened again by the next look into it, it would be there again,
 * empty.
 */
export function letGoWhenDeleted(database: {
  on(event: 'versionchange', listener: (event: IDBVersionChangeEvent) => boolean | void): unknown;
  close(): void;
}): void {
  database.on('versionchange', ({ newVersion }) => {
    if (newVersion !== null) return undefined;
    database.close();
    // Not what would happen otherwise, which is to close it until it is next asked.
    return false;
  });
}
