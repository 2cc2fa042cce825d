import type { FastifyInstance } from 'fastify';

/** What the way to the server can do to one request. */
export type Mishap =
  'none' | 'lostRequest' | 'lostReply' | 'twice' | 'cutReply' | 'signInPage' | 'proxyError';

/** `fetch` into a server in this process, over a network whose mishaps the caller chooses, one per request. */
export function networkTo(server: () => FastifyInstance, nextMishap: () => Mishap): typeof fetch {
  return async (input, init) => {
    const mishap = nextMishap();
    if (mishap === 'lostRequest') throw new TypeError('Failed to fetch');
    if (mishap === 'signInPage') {
      return new Response('<html>Welcome to School Wi-Fi</html>', {
        headers: { 'content-type': 'text/html' },
      });
    }
    if (mishap === 'proxyError') return new Response('Bad gateway', { status: 502 });
    const send = () => injected(server(), addressOf(input), init);
    let response = await send();
    if (mishap === 'twice') response = await send();
    if (mishap === 'lostReply') throw new TypeError('Failed to fetch');
    if (mishap === 'cutReply') {
      const body = new Uint8Array(await response.arrayBuffer());
      return new Response(body.slice(0, Math.floor(body.length / 2)), response);
    }
    return response;
  };
}

export function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : input.toString();
}

async function injected(app: FastifyInstance, url: string, init: RequestInit = {}): Promise<Response> {
  const answer = await app.inject({
    method: (init.method ?? 'GET') as 'GET',
    url,
    headers: init.headers as Record<string, string>,
    ...(init.body && { payload: Buffer.from(init.body as Uint8Array) }),
  });
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
}
