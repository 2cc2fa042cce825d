import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { fromBase64Url } from '../../protocol/bytes.ts';
import { MAX_CHUNKS } from '../../protocol/limits.ts';
import { parseChunk, type Chunk, type ChunkStored } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate } from '../auth.ts';
import type { TakeBody } from '../bodies-under-way.ts';
import type { Blobs, ChunkAddress } from '../blobs.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, CHUNK_BODY } from './body.ts';

interface ChunkRoute {
  Params: { team: string; blob: string; chunk: string };
}

/**
 * `PUT` and `GET /api/teams/:team/blobs/:blob/:chunk`: sealed pieces of photos. A piece is answered for only when it is
 * durable, and putting it again changes nothing, so a tablet that heard no answer simply sends it once more. A photo of
 * another team and one that never was look the same.
 */
export function blobRoutes(
  app: FastifyInstance,
  deps: {
    readonly blobs: Blobs;
    readonly authenticate: Authenticate;
    readonly takeBody: TakeBody;
    readonly rates: Rates;
    readonly maxBlobBytes: number;
  },
) {
  const path = '/teams/:team/blobs/:blob/:chunk';
  const onRequest = deps.authenticate;

  const writing = {
    onRequest: [onRequest, deps.takeBody],
    bodyLimit: CHUNK_BODY,
    config: { rateLimit: perDevice(deps.rates.chunksPerDevice) },
  };
  app.put<ChunkRoute>(path, writing, async (request, reply) => {
    const address = addressOf(request);
    const body = parseChunk(bodyOf(request));
    if (!address || !body.ok) return refuse(reply, 'malformed');
    if (isGuestDevice(request.device)) return refuse(reply, 'refused');

    const { bytes } = body.value;
    const outcome = await deps.blobs.put(address, bytes, { maxBytes: deps.maxBlobBytes, by: request.device });
    request.counts = { bytes: bytes.length };
    // What was erased is nowhere, and never was.
    if (outcome === 'erased') return refuse(reply, 'notFound');
    if (outcome !== 'stored') return refuse(reply, outcome);
    return answer(reply, { stored: bytes.length } satisfies ChunkStored);
  });

  const reading = { onRequest, config: { rateLimit: perDevice(deps.rates.readsPerDevice) } };
  app.get<ChunkRoute>(path, reading, async (request, reply) => {
    const address = addressOf(request);
    if (!address) return refuse(reply, 'malformed');

    const bytes = await deps.blobs.get(address);
    if (!bytes) return refuse(reply, 'notFound');
    request.counts = { bytes: bytes.length };
    return answer(reply, { bytes } satisfies Chunk);
  });
}

function addressOf({ params }: FastifyRequest<ChunkRoute>): ChunkAddress | null {
  // 22 characters hold 132 bits; the last one of 128 bits is one of four.
  const isBlob = /^[A-Za-z0-9_-]{21}[AQgw]$/.test(params.blob);
  const isChunk = /^(0|[1-9]\d?)$/.test(params.chunk) && Number(params.chunk) < MAX_CHUNKS;
  if (!isBlob || !isChunk) return null;
  return { team: params.team, blob: fromBase64Url(params.blob), chunk: Number(params.chunk) };
}
