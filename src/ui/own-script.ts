/** The one policy that the pages' rules (`src/server/security-headers.ts`) allow by name; a second one cannot be made. */
const POLICY = 'threefold';

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
// Made once, when this file is first wanted: a page may not make a policy of the same name again.
const policy = trustedTypes?.createPolicy(POLICY, { createScriptURL: ownScript });

/**
 * The address of a script of this build, in the form a browser with Trusted Types takes for a worker; anything else
 * throws. No text, wherever it comes from, can become a script in another way.
 */
export function ownScriptUrl(address: string): string {
  // Browsers without Trusted Types take the text itself, and those with it take what the policy made of it.
  return (policy?.createScriptURL(address) ?? ownScript(address)) as string;
}

export function ownScript(address: string): string {
  const { href, origin, pathname } = new URL(address, location.href);
  const isBuilt = pathname === '/sw.js' || /^\/assets\/[\w.-]+\.js$/.test(pathname);
  // While developing, scripts are served from where their sources lie.
  const isOurs = origin === location.origin && (isBuilt || import.meta.env.DEV);
  if (!isOurs) throw new TypeError('Not a script of this app.');
  return href;
}
