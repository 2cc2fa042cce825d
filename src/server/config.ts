import { join } from 'node:path';
import * as v from 'valibot';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** PostgreSQL instead of SQLite in `dataDir`. Holds a password: never shown. */
  readonly database: { readonly url: string; readonly connections: number } | null;
  readonly appDir: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly logLevel: string;
  readonly trustedProxies: number;
  readonly claimsPerMinute: number;
  readonly acceptsPerMinute: number;
  readonly pushesPerMinute: number;
  readonly photoMegabytesPerTeam: number;
  /** How long a server that was asked to stop still serves, so that a balancer notices before it does. */
  readonly drainSeconds: number;
  /** Who asks for the metrics from another machine must show this. */
  readonly metricsToken: string | null;
}

function whole(most: number, standard: string) {
  const problem = `must be a whole number from 0 to ${most}`;
  return v.pipe(
    v.optional(v.string(), standard),
    v.regex(/^\d{1,9}$/, problem),
    v.transform(Number),
    v.maxValue(most, problem),
  );
}
const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const databaseUrl = v.pipe(
  v.string(),
  v.check(
    (url) => /^postgres(ql)?:\/\/./.test(url) && URL.canParse(url),
    'must be an address such as postgres://user:password@host:5432/database; signs in the password such as @ / # % are written as %40 %2F %23 %25',
  ),
);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const EnvironmentShape = v.object({
  PORT: whole(65_535, '8787'),
  HOST: v.optional(text, '0.0.0.0'),
  DATA_DIR: v.optional(text, './data'),
  DATABASE_URL: v.optional(databaseUrl),
  DATABASE_CONNECTIONS: v.pipe(whole(1_000, '10'), v.minValue(1, 'must be at least 1')),
  APP_DIR: v.optional(text, join(import.meta.dirname, '../app')),
  TLS_CERT: v.optional(text),
  TLS_KEY: v.optional(text),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
  TRUSTED_PROXIES: whole(10, '0'),
  CLAIMS_PER_MINUTE: whole(1_000_000, '30'),
  ACCEPTS_PER_MINUTE: whole(1_000_000, '20'),
  PUSHES_PER_MINUTE: whole(1_000_000, '3000'),
  PHOTO_MB_PER_TEAM: whole(1_000_000, '2000'),
  DRAIN_SECONDS: whole(300, '0'),
  METRICS_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.~+/=-]{24,200}$/, 'must be 24 to 200 letters and digits, without spaces'),
    ),
  ),
});

/** Every setting and what it is when nobody sets it, for the table in deploy/README.md. */
export const SETTINGS: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries(EnvironmentShape.entries).map(([name, shape]) => [name, shape.default]),
);

/** Reads the settings, or says of each wrong one what it should be. Values are not repeated: one could be a secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(EnvironmentShape, environment);
  if (!result.success) {
    const problems = result.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}.`);
    throw new ConfigProblem(problems.join('\n'));
  }
  const settings = result.output;
  if (!settings.TLS_CERT !== !settings.TLS_KEY) {
    throw new ConfigProblem('TLS_CERT and TLS_KEY must be given together.');
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    database: settings.DATABASE_URL
      ? { url: settings.DATABASE_URL, connections: settings.DATABASE_CONNECTIONS }
      : null,
    appDir: settings.APP_DIR,
    tls:
      settings.TLS_CERT && settings.TLS_KEY
        ? { certFile: settings.TLS_CERT, keyFile: settings.TLS_KEY }
        : null,
    logLevel: settings.LOG_LEVEL,
    trustedProxies: settings.TRUSTED_PROXIES,
    claimsPerMinute: settings.CLAIMS_PER_MINUTE,
    acceptsPerMinute: settings.ACCEPTS_PER_MINUTE,
    pushesPerMinute: settings.PUSHES_PER_MINUTE,
    photoMegabytesPerTeam: settings.PHOTO_MB_PER_TEAM,
    drainSeconds: settings.DRAIN_SECONDS,
    metricsToken: settings.METRICS_TOKEN ?? null,
  };
}

/** Something the person who starts the server must set right; the message is for them. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}
