/** Where a piece of a sealed photo lies. */
export interface ChunkAddress {
  readonly team: string;
  readonly blob: Uint8Array;
  readonly chunk: number;
}

/**
 * Sealed photos in pieces, which the server cannot open. Asynchronous even for SQLite, so that PostgreSQL or a store of
 * files can stand behind the same interface. The team is one that exists: the caller has let its tablet in.
 */
export interface Blobs {
  /**
   * Resolves only once the piece is durable. `stored` also for the same bytes again; `differs` when other bytes lie there,
   * which stay; `full` when the team's photos would take more than `maxBytes`; `erased` for a piece that was still on its
   * way when its photo was erased; `refused` when `by` is a tablet that is none of the team's, or was removed since it began to
   * send. Then nothing was taken.
   */
  put(
    address: ChunkAddress,
    bytes: Uint8Array,
    options: { readonly maxBytes: number; readonly by?: string },
  ): Promise<'stored' | 'differs' | 'full' | 'erased' | 'refused'>;
  /**
   * Erases photos for good, also those of which nothing has come yet: no piece of theirs is ever taken again. Resolves once
   * they are out of the database's files. Answers how many of them there were; null where `put` would answer `refused`.
   */
  erase(team: string, blobs: readonly Uint8Array[], by?: string): Promise<number | null>;
  get(address: ChunkAddress): Promise<Uint8Array<ArrayBuffer> | null>;
}
