import { threadId } from 'node:worker_threads';

// Tests that run in threads of one process would hear each other's databases change, as tabs of one browser do.
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name: string) {
    super(`${name}-${threadId}`);
  }
};
