import { expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

test('a server without settings listens for the tablets of the building', () => {
  expect(readConfig({})).toMatchObject({
    port: 8787,
    host: '0.0.0.0',
    dataDir: './data',
    database: null,
    tls: null,
    logLevel: 'info',
  });
});

test('settings are taken from the environment', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '::1',
    TLS_CERT: 'a.pem',
    TLS_KEY: 'b.pem',
    PUSHES_PER_MINUTE: '9',
  });

  expect(config).toMatchObject({ port: 0, host: '::1', pushesPerMinute: 9 });
  expect(config.tls).toEqual({ certFile: 'a.pem', keyFile: 'b.pem' });
});

test.each([
  [{ PORT: 'http' }, /PORT must be a whole number from 0 to 65535/],
  [{ PORT: '70000' }, /PORT must be a whole number from 0 to 65535/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  [{ DATA_DIR: '' }, /DATA_DIR must not be empty/],
  [{ DATABASE_URL: 'mysql://host/database' }, /DATABASE_URL must be an address such as postgres:\/\//],
  [{ DATABASE_URL: 'postgres://host:nowhere/database' }, /DATABASE_URL must be an address/],
  [
    { DATABASE_URL: 'postgres://host/d', DATABASE_CONNECTIONS: '0' },
    /DATABASE_CONNECTIONS must be at least 1/,
  ],
  [{ TLS_CERT: 'a.pem' }, /TLS_CERT and TLS_KEY must be given together/],
])('%j is refused in words', (environment, words) => {
  expect(() => readConfig(environment)).toThrow(words);
});

test('several wrong settings are named at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT[^]*LOG_LEVEL/);
});

test('[K5] a password in DATABASE_URL is not repeated, however wrong the address is', () => {
  for (const url of [
    'postgres://user:planted-word@host:x/d',
    'mysql://user:planted-word@host/d',
    'planted-word',
  ]) {
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(/DATABASE_URL/);
    expect(() => readConfig({ DATABASE_URL: url })).not.toThrow(/planted-word/);
  }
});
