import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { securityHeaders } from './security-headers.ts';

/** The built app. Any address a person can have bookmarked is answered by the one page, which finds its own way. */
export async function pages(
  app: FastifyInstance,
  { appDir, isTls }: { readonly appDir: string; readonly isTls: boolean },
) {
  await securityHeaders(app, { isTls });
  if (!existsSync(join(appDir, 'index.html'))) {
    app.log.warn('The app is not built; only the API is served.');
    app.setNotFoundHandler(notFound);
    return;
  }
  await app.register(fastifyStatic, {
    root: appDir,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheControlFor(path)),
  });
  app.setNotFoundHandler((request, reply) =>
    isNavigation(request) ? reply.sendFile('index.html') : notFound(request, reply),
  );
}

/** Files under assets/ carry their hash in the name. Everything else, the worker above all, is asked for anew. */
function cacheControlFor(path: string): string {
  return /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Ids hold dots too (`k3f.1.Zu8…`), but never a short word of small letters behind the last one. */
const FILE_NAME = /\.[a-z][a-z0-9]{1,10}$/;

function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? '';
  const wantsPage = headers.accept?.includes('text/html') ?? false;
  return (method === 'GET' || method === 'HEAD') && wantsPage && !FILE_NAME.test(path);
}

function notFound(_request: FastifyRequest, reply: FastifyReply) {
  return reply.code(404).type('text/plain').send('Not found.\n');
}
