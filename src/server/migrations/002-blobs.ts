/**
 * Sealed pieces of photos. `blob_use` is kept beside them, because adding up the lengths of thousands of large rows would
 * read them all.
 */
export const blobs = `
CREATE TABLE blob_chunk (
  team TEXT NOT NULL,
  blob BLOB NOT NULL,
  chunk INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (team, blob, chunk)
);

CREATE TABLE blob_use (
  team TEXT NOT NULL PRIMARY KEY,
  bytes INTEGER NOT NULL
) WITHOUT ROWID;
`;
