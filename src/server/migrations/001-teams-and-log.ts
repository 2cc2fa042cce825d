/**
 * Every table leads with the team, so that teams can be spread over machines later.
 * `envelope` keeps its rowid: bodies are then written one after another whatever team they belong to, and fill their
 * pages; as a WITHOUT ROWID table the same rows took up to twice the disk and more time to commit.
 */
export const teamsAndLog = `
CREATE TABLE server (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE team (
  team TEXT NOT NULL PRIMARY KEY,
  log TEXT NOT NULL,
  proof_hash BLOB NOT NULL,
  started_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE device (
  team TEXT NOT NULL,
  device TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  joined_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (team, device)
) WITHOUT ROWID;
CREATE UNIQUE INDEX device_by_token ON device (team, token_hash);

CREATE TABLE envelope (
  team TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id BLOB NOT NULL,
  chain BLOB NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (team, seq),
  UNIQUE (team, id)
);

CREATE TABLE invitation (
  team TEXT NOT NULL,
  id BLOB NOT NULL,
  proof_hash BLOB NOT NULL,
  box BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  device TEXT,
  token_hash BLOB,
  PRIMARY KEY (team, id)
) WITHOUT ROWID;
CREATE INDEX invitation_by_id ON invitation (id);
`;
