import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startServerProcess, temporaryDir } from '../support/server.ts';

// Signs nothing but this test.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/oh+9BUlRQdg36N3
LZ1Uydc744BGXblccul5y0Gn49GhRANCAARHhO6z9dPYPUOY5PEbwLXdo/ISXV2i
OrdRrXcIAwMtrHXEak/XlwnJz84lqy3pNm+AGtZ3JL/NBhcPXVTh0QjN
-----END PRIVATE KEY-----
`;
const CERT = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUW+yNlL+9cqccTaBy+YcUjieNGYIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjAyMjgwNFoYDzIxMjYxMDI5
MDIyODA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARHhO6z9dPYPUOY5PEbwLXdo/ISXV2iOrdRrXcIAwMtrHXEak/XlwnJ
z84lqy3pNm+AGtZ3JL/NBhcPXVTh0QjNo28wbTAdBgNVHQ4EFgQUkt8RazQjNE+x
/qNAGINbFPMY6JUwHwYDVR0jBBgwFoAUkt8RazQjNE+x/qNAGINbFPMY6JUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSQAwRgIhANOPMbb59SS0+uFDnG7dRNtFSLhhAtw8xFn6jn3YveYYAiEA
g/k+Aa6KsIyZ5iMDuZV3GBdxgW8P6lNjH+ETXscddeM=
-----END CERTIFICATE-----
`;

test('[K6] with certificate files the server speaks https and tells browsers to stay there', async () => {
  const dir = temporaryDir();
  const env = { TLS_CERT: join(dir, 'cert.pem'), TLS_KEY: join(dir, 'key.pem'), APP_DIR: join(dir, 'app') };
  writeFileSync(env.TLS_CERT, CERT);
  writeFileSync(env.TLS_KEY, KEY);
  mkdirSync(env.APP_DIR);
  writeFileSync(join(env.APP_DIR, 'index.html'), '<title>Threefold</title>');
  const server = await startServerProcess({ dataDir: join(dir, 'data'), env });

  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request(server.url, { ca: CERT }, resolve).once('error', reject).end(),
  );
  answer.resume();

  expect(server.url).toMatch(/^https:/);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['strict-transport-security']).toMatch(/max-age=31536000/);
  expect(answer.headers['content-security-policy']).toContain('upgrade-insecure-requests');
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

test.each(['http', 'https'])(
  'the check of the container calls a server that speaks %s well, and none ill',
  async (protocol) => {
    const dir = temporaryDir();
    const files = { TLS_CERT: join(dir, 'cert.pem'), TLS_KEY: join(dir, 'key.pem') };
    writeFileSync(files.TLS_CERT, CERT);
    writeFileSync(files.TLS_KEY, KEY);
    const env = protocol === 'https' ? files : {};
    const server = await startServerProcess({ dataDir: join(dir, 'data'), env });
    const check = () => containerCheck({ ...env, PORT: new URL(server.url).port });

    const whileItRuns = await check();
    await server.stop();
    const afterwards = await check();

    expect(server.url).toMatch(`${protocol}:`);
    expect([whileItRuns, afterwards]).toEqual([0, 1]);
    rmSync(dir, { recursive: true, force: true });
  },
);

/** Runs what the Dockerfile gives Docker to ask with, in the environment of the server; its exit code. */
async function containerCheck(env: Record<string, string>): Promise<number> {
  const dockerfile = readFileSync(resolve(import.meta.dirname, '../../deploy/Dockerfile'), 'utf8');
  const command = /^HEALTHCHECK [^[]*CMD (\[.*\])$/m.exec(dockerfile)![1]!;
  const [program, ...args] = JSON.parse(command) as [string, ...string[]];
  const child = spawn(program, args, { env: { PATH: process.env['PATH'], ...env } });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

test('a key that belongs to another certificate stops the start in words, before any tablet meets it', async () => {
  const dir = temporaryDir();
  const env = { TLS_CERT: join(dir, 'cert.pem'), TLS_KEY: join(dir, 'key.pem') };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  writeFileSync(env.TLS_CERT, CERT);
  writeFileSync(env.TLS_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }));

  const start = startServerProcess({ dataDir: join(dir, 'data'), env });

  await expect(start).rejects.toThrow(
    /TLS_CERT and TLS_KEY are not a certificate .* the key that belongs to it/,
  );
  rmSync(dir, { recursive: true, force: true });
});
