import { everything } from './001-everything.postgres.ts';
import { recovery } from './007-recovery.postgres.ts';
import { append } from './008-append.postgres.ts';
import { appendByToken } from './009-append-by-token.postgres.ts';

/** In order, never edited once published: the table `migration` says how many of them a database has had. */
export const POSTGRES_MIGRATIONS: readonly string[] = [everything, recovery, append, appendByToken];
