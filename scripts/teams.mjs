// npm run teams -- [--idle DAYS]: teams from which no tablet was heard for so long (a year), with what they take. It only
// reports: nobody but the team knows whether its notes are still wanted, and a tablet that comes back would bring them back.
// When a team was last heard its tablets know: one that handed the last back is named apart.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { answering, DATABASE, databaseIn, Refusal } from './backups.mjs';

const A_DAY_MS = 86_400_000;

/** Words of SQL that both databases know. */
const TEAMS = `
SELECT team.team AS team, team.started_at AS started,
  (SELECT max(last_seen_at) FROM device WHERE device.team = team.team) AS seen,
  (SELECT count(*) FROM device WHERE device.team = team.team) AS tablets,
  (SELECT count(*) FROM envelope WHERE envelope.team = team.team) AS envelopes,
  (SELECT bytes FROM blob_use WHERE blob_use.team = team.team) AS photos
FROM team`;

await answering(async () => {
  const { idle } = parseArgs({ options: { idle: { type: 'string', default: '365' } } }).values;
  if (!/^\d{1,4}$/.test(idle)) throw new Refusal('--idle wants a number of days.');
  const before = Date.now() - Number(idle) * A_DAY_MS;

  const teams = (await readTeams()).map((row) => ({
    team: row.team,
    started: Number(row.started),
    heard: row.seen === null ? null : Number(row.seen),
    tablets: Number(row.tablets),
    envelopes: Number(row.envelopes),
    photoMegabytes: Math.ceil(Number(row.photos ?? 0) / 1024 / 1024),
  }));
  const idleTeams = teams
    .filter(({ heard }) => heard !== null && heard < before)
    .toSorted((a, b) => a.heard - b.heard);
  console.log(`${idleTeams.length} of ${teams.length} teams were not heard for ${idle} days.`);
  for (const team of idleTeams) {
    console.log(`${team.team}  last heard ${dayOf(team.heard)}, ${team.tablets} tablets, ${sizeOf(team)}`);
  }

  const teamsWithoutTablet = teams
    .filter(({ heard }) => heard === null)
    .toSorted((a, b) => a.started - b.started);
  if (teamsWithoutTablet.length === 0) return;
  console.log(`${teamsWithoutTablet.length} handed their last tablet back; when, is not kept.`);
  for (const team of teamsWithoutTablet) {
    console.log(`${team.team}  started ${dayOf(team.started)}, no tablet, ${sizeOf(team)}`);
  }
});

function dayOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}

function sizeOf({ envelopes, photoMegabytes }) {
  return `${envelopes} envelopes, ${photoMegabytes} MB of photos`;
}

async function readTeams() {
  const { DATABASE_URL, DATA_DIR = './data' } = process.env;
  if (!DATABASE_URL) {
    databaseIn(DATA_DIR);
    const db = new Database(join(DATA_DIR, DATABASE), { readonly: true });
    const rows = db.prepare(TEAMS).all();
    db.close();
    return rows;
  }
  const client = new pg.Client(DATABASE_URL);
  await client.connect();
  try {
    const { rows } = await client.query(TEAMS);
    return rows;
  } finally {
    // An open connection keeps the command from ending.
    await client.end();
  }
}
