import { Workbox } from 'workbox-window';
import { ownScriptUrl } from '../ui/own-script.ts';

/** Brought in after the first screen stands, with everything that registering needs. */
export function ownWorkbox(scriptUrl: string): Workbox {
  return new Workbox(ownScriptUrl(scriptUrl), { updateViaCache: 'none' });
}
