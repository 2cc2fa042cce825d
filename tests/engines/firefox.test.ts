import { test } from 'vitest';
import { startFirefox } from './firefox.ts';
import { mainJourney } from './main-journey.ts';

test('[N2] [S8] Firefox: a team, a lesson without Wi-Fi, a joint review', async () => {
  await mainJourney(startFirefox(process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'));
});
