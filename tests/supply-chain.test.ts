import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryDir } from './support/server.ts';

const ROOT = resolve(import.meta.dirname, '..');
type Package = Record<string, unknown> & { license?: string; hasInstallScript?: boolean };
type Lock = { packages: Record<string, Package> };

let folder: string;
beforeEach(() => {
  folder = temporaryDir();
  mkdirSync(join(folder, 'docs'));
  for (const name of ['package.json', 'package-lock.json', 'docs/licences.md']) {
    cpSync(join(ROOT, name), join(folder, name));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function script(name: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(ROOT, `scripts/${name}.mjs`), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
  });
  const ended = once(child, 'exit') as Promise<[number]>;
  const words = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await ended)[0], words: words.join('') };
}

function changeLock(change: (packages: Lock['packages']) => void) {
  const file = join(folder, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  change(lock.packages);
  writeFileSync(file, JSON.stringify(lock));
}

describe('the list of licences', () => {
  test('is what the lockfile holds, allowed, and with a reason for each package', async () => {
    expect(await script('licences', ['--check'])).toMatchObject({ status: 0 });
  });

  test('finds another version, another licence, and an install script that nobody named', async () => {
    changeLock((packages) => {
      packages['node_modules/fastify']!['version'] = '5.0.0';
      packages['node_modules/pino']!.license = 'AGPL-3.0-only';
      packages['node_modules/zustand']!.hasInstallScript = true;
      delete packages['node_modules/better-sqlite3']!.hasInstallScript;
    });

    const { status, words } = await script('licences', ['--check']);

    expect(status).toBe(1);
    expect(words).toMatch(/licences.md is not what the lockfile says/);
    expect(words).toMatch(/pino has the licence AGPL-3.0-only/);
    expect(words).toMatch(/zustand has an install script that allowScripts does not name/);
    expect(words).toMatch(/allowScripts names better-sqlite3, which has no install script/);
  });
});

test('an npm that knows allowScripts stops at an install script that is not named', () => {
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
});

describe('the audit', () => {
  /** The part of a registry that an audit asks. */
  async function registry(status: number, advisories: object) {
    const server = createServer((request, answer) => {
      request.resume().once('end', () => {
        answer.writeHead(request.method === 'POST' ? status : 404, { 'content-type': 'application/json' });
        answer.end(JSON.stringify(advisories));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // A cache each: npm remembers what it has worked out about a weakness.
    const env = { npm_config_cache: join(folder, `npm-${port}`), npm_config_update_notifier: 'false' };
    const answer = await script('audit', [], { ...env, npm_config_registry: `http://127.0.0.1:${port}/` });
    server.close();
    return answer;
  }
  const weakness = (severity: string) => ({
    id: 1,
    url: 'https://example.org/1',
    title: 'Answers anybody',
    severity,
    vulnerable_versions: '<99',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  });

  test('fails for what is high, passes what is low, and says when it could not ask', async () => {
    const [high, low, none, deaf] = await Promise.all([
      registry(200, { fastify: [weakness('high')] }),
      registry(200, { fastify: [weakness('low')] }),
      registry(200, {}),
      registry(405, {}),
    ]);

    expect(high.words).toMatch(/1 high.*- fastify, high: Answers anybody/s);
    expect(high.status).toBe(1);
    expect([low.status, none.status, deaf.status]).toEqual([0, 0, 0]);
    expect(low.words).toMatch(/low in production/);
    expect(none.words).toMatch(/0 critical, 0 high/);
    expect(deaf.words).toMatch(/could not be reached .*Nothing is known either way/);
  });
});
