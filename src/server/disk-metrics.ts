import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Gauge, type Registry } from 'prom-client';

/** What the database takes of its disk, and what is left there. Read when somebody asks for the metrics. */
export function diskMetrics(registry: Registry, dataDir: string) {
  const registers = [registry];
  new Gauge({
    name: 'threefold_database_bytes',
    help: 'Files of the database, its write-ahead log among them',
    registers,
    collect() {
      const files = readdirSync(dataDir).filter((name) => /^threefold\.sqlite(-wal)?$/.test(name));
      const sizes = files.map((name) => statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0);
      this.set(sizes.reduce((sum, size) => sum + size, 0));
    },
  });
  new Gauge({
    name: 'threefold_disk_free_bytes',
    help: 'Room that is left where the database lies',
    registers,
    collect() {
      const { bavail, bsize } = statfsSync(dataDir);
      this.set(bavail * bsize);
    },
  });
}
