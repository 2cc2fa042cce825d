import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { Gauge, type Registry } from 'prom-client';
import { ConfigProblem, type Config } from './config.ts';

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** When tablets will no longer trust the certificate. */
  readonly endsAt: number;
}

/** The certificate and its key, read and tried once: a pair that does not fit would otherwise fail at the first tablet. */
export function readTls({ tls }: Config): Tls | null {
  if (!tls) return null;
  const cert = read('TLS_CERT', tls.certFile);
  const key = read('TLS_KEY', tls.keyFile);
  try {
    createSecureContext({ cert, key });
    return { cert, key, endsAt: Date.parse(new X509Certificate(cert).validTo) };
  } catch (error) {
    throw new ConfigProblem(
      'TLS_CERT and TLS_KEY are not a certificate (PEM) and the key that belongs to it.',
      {
        cause: error,
      },
    );
  }
}

/** So that somebody is told some weeks before no tablet comes in any more. */
export function certificateMetric(registry: Registry, { endsAt }: Tls) {
  new Gauge({
    name: 'threefold_certificate_end_seconds',
    help: 'When the certificate ends, in seconds since 1970',
    registers: [registry],
  }).set(endsAt / 1000);
}

function read(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigProblem(`${setting} cannot be read: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}
