import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR } from '../../src/protocol/requests.ts';
import { startApp } from '../support/server.ts';

/** `ADDRESSES=1000000 npm run soak -- limiter` */
const ADDRESSES = Number(process.env['ADDRESSES'] ?? 1_000_000);
const MB = 1024 * 1024;

// What is held is what is left when everything else was thrown away.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test(`[K8] ${ADDRESSES} addresses that ask once leave no more behind than five thousand`, async () => {
  const server = await startApp();
  const headers = { 'content-type': CBOR };
  const payload = Buffer.from(toCbor({}));
  const knock = (n: number) =>
    server.app.inject({
      method: 'POST',
      url: '/api/teams',
      remoteAddress: `2001:db8:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`,
      headers,
      payload,
    });
  const start = Date.now();
  const heldAfter: number[] = [];

  for (let n = 0; n < ADDRESSES; n++) {
    await knock(n);
    if ((n + 1) % Math.ceil(ADDRESSES / 10) !== 0) continue;
    collectGarbage();
    heldAfter.push(Math.round(process.memoryUsage().heapUsed / MB));
  }

  console.log(
    `${ADDRESSES} addresses in ${Math.round((Date.now() - start) / 1000)} s; heap in MB: ${heldAfter.join(', ')}`,
  );
  expect(heldAfter.at(-1)! - heldAfter[0]!).toBeLessThan(100);
  await server.stop();
});
