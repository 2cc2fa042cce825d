import type { Blobs } from './blobs.ts';
import type { ChangeLog } from './change-log.ts';
import type { Membership } from './membership.ts';
import type { OtherProcesses } from './other-processes.ts';

/** Everything one database gives the server. */
export interface Store {
  /** Random per database: tells a tablet whether this is still the server it knew. */
  readonly serverId: string;
  readonly changeLog: ChangeLog;
  readonly blobs: Blobs;
  readonly membership: Membership;
  readonly others: OtherProcesses;
  /** Throws StorageUnavailable if the database cannot be read. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot do it now (full, busy, broken disk): nothing was taken, and trying later is right. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}
