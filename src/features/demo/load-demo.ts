import { commit } from '../../notebook/commit.ts';
import type { Notebook } from '../../notebook/database.ts';

const WRITES_PER_COMMIT = 100;

/**
 * Fills an empty notebook with the demo study. The team comes last: a load that was stopped midway leaves no team, is
 * started again, and the same ids make it the same study.
 */
export async function loadDemo(notebook: Notebook): Promise<void> {
  const [{ default: demo }, { demoTeamWrites, demoWrites }] = await Promise.all([
    import('./demo-study.json'),
    import('./demo-writes.ts'),
  ]);
  const writes = demoWrites(demo, notebook.device);
  for (let at = 0; at < writes.length; at += WRITES_PER_COMMIT) {
    await commit(notebook, writes.slice(at, at + WRITES_PER_COMMIT));
  }
  await commit(notebook, demoTeamWrites(demo));
  // Nothing of the demo is ever sent, and nothing of it can be undone by whoever opens it.
  await Promise.all([notebook.outbox.clear(), notebook.undoSteps.clear()]);
}
