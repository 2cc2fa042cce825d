import { teamsAndLog } from './001-teams-and-log.ts';
import { blobs } from './002-blobs.ts';
import { erasuresAndGuests } from './003-erasures-and-guests.ts';
import { removals } from './004-removals.ts';
import { recovery } from './007-recovery.ts';

/** In order, never edited once published: a database knows by its user_version how many of them it has had. */
export const MIGRATIONS: readonly string[] = [teamsAndLog, blobs, erasuresAndGuests, removals, recovery];
