/**
 * Which epoch a team's proof belongs to, and which tablets were removed: their ids may never be used again, and the hash
 * of their last token lets the server tell them, and nobody else, what happened.
 */
export const removals = `
ALTER TABLE team ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;

CREATE TABLE removed_device (
  team TEXT NOT NULL,
  device TEXT NOT NULL,
  token_hash BLOB,
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (team, device)
) WITHOUT ROWID;
CREATE INDEX removed_device_by_token ON removed_device (team, token_hash);
`;
