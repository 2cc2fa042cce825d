/** The box of each team's recovery sheet, found by the id that the sheet's code gives. */
export const recovery = `
CREATE TABLE recovery (
  team TEXT NOT NULL PRIMARY KEY,
  id BLOB NOT NULL,
  proof_hash BLOB NOT NULL,
  box BLOB NOT NULL,
  made_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX recovery_by_id ON recovery (id);
`;
