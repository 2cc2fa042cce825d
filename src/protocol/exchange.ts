import { toBase64Url } from './bytes.ts';
import { MAX_ENVELOPE_BYTES, MAX_PULL_BYTES } from './limits.ts';
import { CBOR, isNewerRefusal, parseRefusal, SERVER_HEADER } from './requests.ts';
import type { Parsed } from './outcome.ts';

/**
 * How one request ended. Only `done` says that the server did what was asked. `foreign` is an answer of somebody else:
 * a sign-in page, a proxy, a redirect, a body cut short; it is never taken for an acknowledgement.
 */
export type Exchange<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'offline' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'refused' }
  /** Another tablet of the team has removed this one. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  | { readonly kind: 'unacceptable'; readonly error: Unacceptable };

/** Refusals that asking again as it is will not change. */
type Unacceptable = 'malformed' | 'tooLarge' | 'notFound' | 'full' | 'differs' | 'behind' | 'unknown';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly token?: Uint8Array;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** For what is large; a line that carries less in this time counts as none. */
  readonly timeoutMs?: number;
}

/** A full page whose last envelope is as large as one may be, and what is erased. */
const MAX_ANSWER_BYTES = MAX_PULL_BYTES + 2 * MAX_ENVELOPE_BYTES;
const TIMEOUT_MS = 30_000;
const DEFAULT_WAIT_MS = 10_000;

/** Sends one request and reads the answer through `parse`. Never throws for what a network or a server may do. */
export async function exchange<T>(
  fetch: typeof globalThis.fetch,
  request: ExchangeRequest,
  parse: (body: Uint8Array) => Parsed<T>,
): Promise<Exchange<T>> {
  let response: Response;
  let body: Uint8Array | undefined;
  try {
    response = await fetch(request.path, {
      method: request.method,
      // Followed redirects would hide that somebody else answered.
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
      headers: {
        ...(request.token && { authorization: `Bearer ${toBase64Url(request.token)}` }),
        ...(request.body && { 'content-type': CBOR }),
      },
      ...(request.body && { body: request.body }),
    });
    const isOurs = response.headers.has(SERVER_HEADER) && response.headers.get('content-type') === CBOR;
    // A foreign page is not worth its bytes, and one without end would never be read.
    if (isOurs) body = await bodyOf(response);
    else await response.body?.cancel();
  } catch {
    return { kind: 'offline' };
  }
  if (body === undefined) return { kind: 'foreign' };
  if (response.ok) {
    const answer = parse(body);
    return answer.ok ? { kind: 'done', value: answer.value } : { kind: 'foreign' };
  }
  return refusal(body);
}

/** undefined for more than any answer of ours holds. */
async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || value === undefined) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(value);
  }
}

function refusal(body: Uint8Array): Exchange<never> {
  const answer = parseRefusal(body);
  // Our server, in words that this version does not know: it has become newer.
  if (!answer.ok && isNewerRefusal(body)) return { kind: 'unacceptable', error: 'unknown' };
  if (!answer.ok) return { kind: 'foreign' };
  const { error, retryAfterMs = DEFAULT_WAIT_MS } = answer.value;
  switch (error) {
    case 'refused':
      return { kind: 'refused' };
    case 'removed':
      return { kind: 'removed' };
    case 'tooMany':
    case 'unavailable':
      return { kind: 'later', retryAfterMs };
    case 'malformed':
    case 'tooLarge':
    case 'notFound':
    case 'full':
    case 'differs':
    case 'behind':
      return { kind: 'unacceptable', error };
    default:
      return error satisfies never;
  }
}
