import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';

const appDir = temporaryDir();
let server: RunningApp;
beforeAll(async () => {
  mkdirSync(join(appDir, 'assets'));
  writeFileSync(join(appDir, 'index.html'), '<!doctype html><title>Threefold</title>');
  writeFileSync(join(appDir, 'sw.js'), 'self.skipWaiting();');
  writeFileSync(join(appDir, 'manifest.webmanifest'), '{}');
  writeFileSync(join(appDir, 'assets/page-abc123.js'), 'export {};');
  writeFileSync(join(appDir, 'assets/page-abc123.js.br'), brotliCompressSync('export {};'));
  server = await startApp({ appDir });
});
afterAll(async () => {
  await server.stop();
  rmSync(appDir, { recursive: true, force: true });
});

const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('the built app', () => {
  test.each(['/', '/index.html', '/sw.js', '/manifest.webmanifest'])(
    '%s is asked for anew each time',
    async (path) => {
      const response = await fetch(server.url + path);

      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('files with their hash in the name are kept for ever, and come compressed where there is a compressed one', async () => {
    const response = await fetch(`${server.url}/assets/page-abc123.js`, {
      headers: { 'accept-encoding': 'br' },
    });

    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(await response.text()).toBe('export {};');
  });

  test.each(['/lesson/k3f.1', '/join', '/review?study=k3f'])(
    '%s, bookmarked, opens the page',
    async (path) => {
      const response = await fetch(server.url + path, asBrowser);

      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Threefold</title>');
    },
  );

  test.each(['/assets/gone-999.js', '/nothing.css', '/.env', '/..%2f..%2fetc%2fpasswd', '/assets/'])(
    '%s is not there, and no page pretends to be it',
    async (path) => {
      const response = await fetch(server.url + path);

      expect(response.ok).toBe(false);
      expect(await response.text()).not.toContain('<title>');
    },
  );

  test('an unknown address of the API is never answered with the page', async () => {
    const response = await fetch(`${server.url}/api/lesson`, asBrowser);

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/cbor');
  });
});

describe('[K6] every page', () => {
  test.each(['/', '/lesson/k3f.1', '/sw.js', '/nothing.css'])(
    '%s carries the content security policy',
    async (path) => {
      const { headers } = await fetch(server.url + path, asBrowser);

      const policy = headers.get('content-security-policy')?.split(';').toSorted();
      expect(policy).toEqual(
        [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' blob: data:",
          "media-src 'self' blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "worker-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          'trusted-types threefold',
        ].toSorted(),
      );
      expect(headers.get('permissions-policy')).toMatch(/camera=\(self\).*geolocation=\(\).*microphone=\(\)/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.has('strict-transport-security')).toBe(false);
    },
  );
});

describe('operations', () => {
  test('the server says that it is well and ready', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
      const asked = await fetch(server.url + path, { method: 'HEAD' });
      expect([asked.status, asked.headers.get('cache-control')]).toEqual([200, 'no-store']);
    }
  });
});
