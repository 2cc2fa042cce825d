/** The box of each team's recovery sheet, found by the id that the sheet's code gives: as invitations are, without the team. */
export const recovery = `
CREATE TABLE recovery (
  team TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  id BYTEA NOT NULL,
  proof_hash BYTEA NOT NULL,
  box BYTEA NOT NULL,
  made_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX recovery_by_id ON recovery (id);
`;
