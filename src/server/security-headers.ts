import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** The camera reads invitations and takes photos of work; the rest is refused to whatever might get in. */
const PERMISSIONS = [
  'camera=(self)',
  'accelerometer=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
].join(', ');

/**
 * What the pages may do: run and load only what this server's files hold, talk to this server, show photos they have
 * unsealed. No inline script or style, no frames, no foreign origin.
 */
export async function securityHeaders(app: FastifyInstance, { isTls }: { readonly isTls: boolean }) {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        // No text becomes markup or script; the one policy lets workers of this build start (`src/ui/own-script.ts`).
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['threefold'],
        // On plain http both would send tablets of a school without certificates to an https that is not there.
        ...(isTls && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isTls ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('permissions-policy', PERMISSIONS);
    done();
  });
}
