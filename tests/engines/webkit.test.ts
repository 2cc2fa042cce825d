import { test } from 'vitest';
import { mainJourney } from './main-journey.ts';
import { startWebKit } from './webkit.ts';

test('[N2] [S8] WebKit: a team, a lesson without Wi-Fi, a joint review', async () => {
  const engine = await startWebKit();
  try {
    await mainJourney(engine);
  } finally {
    await engine.close();
  }
});
