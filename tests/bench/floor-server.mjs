// The server side of the floor: rows in as JSON, one transaction with full sync, rows out. Nothing else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import Database from 'better-sqlite3';

const pages = process.argv[2];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

let db;
let insertAll;
let selectAfter;

function openFresh(dataDir) {
  db?.close();
  db = new Database(join(dataDir, 'floor.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE note (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO note (id, body) VALUES (?, ?)');
  insertAll = db.transaction((rows) => {
    for (const row of rows) insert.run(row.id, JSON.stringify(row));
  });
  selectAfter = db.prepare('SELECT seq, body FROM note WHERE seq > ? ORDER BY seq');
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://floor');
  if (request.method === 'POST') {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      insertAll(JSON.parse(Buffer.concat(chunks).toString()));
      response.end('{}');
    });
  } else if (url.pathname === '/rows') {
    const after = Number(url.searchParams.get('after'));
    const rows = selectAfter.all(after);
    response.setHeader('content-type', 'application/json');
    response.end(`{"head":${rows.at(-1)?.seq ?? after},"rows":[${rows.map(({ body }) => body).join(',')}]}`);
  } else {
    const name = url.pathname.replace(/^\/bench\//, '');
    const type = TYPES[extname(name)];
    if (type === undefined || name.includes('..')) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', type);
    response.end(readFileSync(join(pages, name)));
  }
});

process.on('message', (request) => {
  if (request.do === 'fresh') openFresh(request.dataDir);
  server.closeIdleConnections();
  const answer = () => process.send({ port: server.address().port });
  if (server.listening) answer();
  else server.once('listening', answer);
});
server.listen(0, '127.0.0.1');
process.on('disconnect', () => process.exit(0));
