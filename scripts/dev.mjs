// Page with hot reload on 5173, API of the built server behind it on 8787. No service worker: the page syncs by itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT } from './run.mjs';

build();
const vite = spawn(join(ROOT, 'node_modules/.bin/vite'), [], { cwd: ROOT, stdio: 'inherit' });
process.on('exit', () => vite.kill());
await import('../dist/server/main.js');
