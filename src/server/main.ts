import { setFlagsFromString } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics } from 'prom-client';
import { buildApp } from './app.ts';
import { ConfigProblem, readConfig, type Config } from './config.ts';
import { diskMetrics } from './disk-metrics.ts';
import { serverLog } from './log.ts';
import { serverMetrics } from './metrics.ts';
import { stopWhenAsked } from './stopping.ts';
import type { Store } from './store.ts';
import { openPostgresStore } from './store.postgres.ts';
import { openSqliteStore } from './store.sqlite.ts';
import { certificateMetric, readTls } from './tls.ts';

async function main() {
  // The database and its log are for this account only.
  process.umask(0o077);
  // Requests leave only short-lived garbage. A nursery that does not grow costs no speed here and saves a third of the
  // memory that ten thousand pushes otherwise leave behind.
  setFlagsFromString('--semi-space-growth-factor=1');
  const config = readConfig(process.env);
  const logger = serverLog(config.logLevel);
  const tls = readTls(config);
  const store = await openStore(config);
  const metrics = serverMetrics();
  collectDefaultMetrics({ register: metrics.registry, eventLoopMonitoringPrecision: 50 });
  if (!config.database) diskMetrics(metrics.registry, config.dataDir);
  if (tls) certificateMetric(metrics.registry, tls);
  const stopping = stopWhenAsked({ drainMs: config.drainSeconds * 1000 });
  const app = await buildApp({
    store,
    now: Date.now,
    appDir: config.appDir,
    logger,
    tls,
    trustedProxies: config.trustedProxies,
    metrics,
    metricsToken: config.metricsToken,
    isStopping: stopping.isAsked,
    maxBlobBytes: config.photoMegabytesPerTeam * 1024 * 1024,
    rates: {
      claimsPerAddress: config.claimsPerMinute,
      acceptsPerAddress: config.acceptsPerMinute,
      pushesPerDevice: config.pushesPerMinute,
    },
  });
  app.addHook('onClose', () => store.close());

  const heardAt = await listen(app, config);
  stopping.listenFor(app);
  process.stdout.write(`Threefold is at ${addressOf(config, new URL(heardAt).port)}\n`);
}

async function openStore({ dataDir, database }: Config): Promise<Store> {
  if (database) return await openDatabase(database);
  try {
    return openSqliteStore(dataDir);
  } catch (error) {
    throw new ConfigProblem(`DATA_DIR cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

async function openDatabase({ url, connections }: NonNullable<Config['database']>): Promise<Store> {
  try {
    return await openPostgresStore(url, { connections });
  } catch (error) {
    // What the driver and the database say names host, user and database, and never the password.
    throw new ConfigProblem(`DATABASE_URL cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<string> {
  try {
    return await app.listen({ port, host, listenTextResolver: () => 'listening' });
  } catch (error) {
    throw new ConfigProblem(`HOST and PORT cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function addressOf({ tls, host }: Config, port: string): string {
  const isAnywhere = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host);
  return `${tls ? 'https' : 'http'}://${isAnywhere ? 'localhost' : host}:${port}`;
}

main().catch((error: unknown) => {
  // A wrong setting is told in words; anything else is a bug and shows where.
  console.error(error instanceof ConfigProblem ? error.message : error);
  process.exit(1);
});
