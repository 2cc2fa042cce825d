/**
 * What was erased keeps its number, id and hash; `erasure` counts erasures, so that a tablet that has read far past them
 * hears of the new ones only.
 */
export const erasuresAndGuests = `
ALTER TABLE envelope ADD COLUMN erased_hash BLOB;

CREATE TABLE erasure (
  team TEXT NOT NULL,
  n INTEGER NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY (team, n)
) WITHOUT ROWID;

ALTER TABLE invitation ADD COLUMN is_guest INTEGER NOT NULL DEFAULT 0;
`;
