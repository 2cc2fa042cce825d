/**
 * The same tables as in SQLite's migrations. Every table leads with the team, so that a sharded PostgreSQL can spread teams
 * (deploy/grow.md): rows of one team lie together, and no statement that writes needs those of another. Only two are searched
 * without it: `server`, which is one row, and `invitation` by its id, when the tablet does not know yet whose it is.
 *
 * A team's row carries the head of its log. Whoever appends locks that row first, so numbers are taken and become visible
 * in one order. No index covers what changes in it, and pages are left half empty: the new version of the row stays in its
 * page, and the next writer clears the old one away.
 *
 * What is sealed cannot be compressed: EXTERNAL saves trying. Envelopes and photos leave dead rows behind only where
 * something was erased; PostgreSQL then clears them away within minutes, instead of when a fifth of the table is dead.
 */
export const everything = `
CREATE TABLE server (
  one BOOLEAN NOT NULL DEFAULT true PRIMARY KEY CHECK (one),
  id TEXT NOT NULL
);

CREATE TABLE team (
  team TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  log TEXT NOT NULL,
  proof_hash BYTEA NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 1,
  started_at BIGINT NOT NULL,
  seq BIGINT NOT NULL DEFAULT 0,
  chain BYTEA NOT NULL,
  erasures BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE device (
  team TEXT COLLATE "C" NOT NULL,
  device TEXT COLLATE "C" NOT NULL,
  token_hash BYTEA NOT NULL,
  joined_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  PRIMARY KEY (team, device),
  UNIQUE (team, token_hash)
) WITH (fillfactor = 80);

CREATE TABLE removed_device (
  team TEXT COLLATE "C" NOT NULL,
  device TEXT COLLATE "C" NOT NULL,
  token_hash BYTEA,
  removed_at BIGINT NOT NULL,
  PRIMARY KEY (team, device)
);
CREATE INDEX removed_device_by_token ON removed_device (team, token_hash);

CREATE TABLE envelope (
  team TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  id BYTEA NOT NULL,
  chain BYTEA NOT NULL,
  bytes BYTEA NOT NULL,
  erased_hash BYTEA,
  PRIMARY KEY (team, seq),
  UNIQUE (team, id)
);
ALTER TABLE envelope ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE envelope SET (
  autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0
);

CREATE TABLE erasure (
  team TEXT COLLATE "C" NOT NULL,
  n BIGINT NOT NULL,
  id BYTEA NOT NULL,
  PRIMARY KEY (team, n)
);

CREATE TABLE invitation (
  team TEXT COLLATE "C" NOT NULL,
  id BYTEA NOT NULL,
  proof_hash BYTEA NOT NULL,
  box BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  is_guest BOOLEAN NOT NULL,
  device TEXT COLLATE "C",
  token_hash BYTEA,
  PRIMARY KEY (team, id)
);
CREATE INDEX invitation_by_id ON invitation (id);
CREATE INDEX invitation_by_end ON invitation (expires_at);

CREATE TABLE blob_chunk (
  team TEXT COLLATE "C" NOT NULL,
  blob BYTEA NOT NULL,
  chunk INTEGER NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (team, blob, chunk)
);
ALTER TABLE blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE blob_chunk SET (
  autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0
);

CREATE TABLE blob_use (
  team TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  bytes BIGINT NOT NULL
) WITH (fillfactor = 50);
`;
