// Builds everything, then serves app and API from one address. `node dist/server/main.js` serves what is built already.
import { build } from './build.mjs';

build();
await import('../dist/server/main.js');
