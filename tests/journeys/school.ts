import { inject } from 'vitest';
import {
  forgetTablet,
  openTablet,
  untilInstalled,
  type BrowserTablet,
  type OpenTabletOptions,
} from '../support/browser.ts';
import { copyOf, flagsTo, SCHOOL_URL } from '../support/installed-tablet.ts';
import { inviteColleague, joinByLink, planLesson, startTeam } from '../support/main-path.ts';
import { putAway } from '../support/put-away.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { openTappedLine, type TappedLine } from '../support/tapped-line.ts';

/** For what comes by itself and may take its time on a busy machine; nothing waits this long when it is there. */
export const PATIENTLY = { timeout: 180_000 };

/** A school for one journey: the built server, the line to it, and tablets, all put away together. */
export interface School {
  /** Its `url` is the school's address as tablets know it. */
  readonly line: TappedLine;
  /** The same for who asks without a tablet. */
  readonly address: string;
  readonly dataDir: string;
  /** Starts a server and leads the line to it; the one before, if any, stays as it is. */
  serve(options?: { dataDir?: string; env?: Readonly<Record<string, string>> }): Promise<ServerProcess>;
  tablet(options?: TabletOptions): Promise<BrowserTablet>;
  close(): Promise<void>;
}

interface TabletOptions extends Partial<OpenTabletOptions> {
  /** Never been here: other tablets have the app on them when a journey begins. */
  readonly isNew?: boolean;
}

export async function openSchool(): Promise<School> {
  const line = await openTappedLine();
  // Not in other browsers: they install the app themselves, at the address where the line begins.
  const installed = inject('installedTablet') as string | undefined;
  const dataDir = temporaryDir();
  const folders = new Set([dataDir]);
  const servers: ServerProcess[] = [];
  const tablets: BrowserTablet[] = [];
  return {
    line: installed === undefined ? line : { ...line, url: SCHOOL_URL },
    address: line.url,
    dataDir,
    async serve({ dataDir: folder = dataDir, env } = {}) {
      folders.add(folder);
      const server = await startServerProcess({
        dataDir: folder,
        main: 'dist/server/main.js',
        ...(env && { env }),
      });
      servers.push(server);
      line.leadTo(server.url);
      return server;
    },
    async tablet({ isNew = false, profile, flags = [], ...options } = {}) {
      const isEmpty = isNew || options.serviceWorkers === 'block' || installed === undefined;
      const disk = profile ?? (isEmpty ? undefined : await copyOf(installed));
      const tablet = await openTablet({
        url: SCHOOL_URL,
        ...options,
        ...(disk !== undefined && { profile: disk }),
        flags: [...flagsTo(line.url), ...flags],
      });
      tablets.push(tablet);
      return tablet;
    },
    async close() {
      await Promise.all(tablets.map((tablet) => tablet.close().catch(() => undefined)));
      for (const tablet of tablets) forgetTablet(tablet);
      await Promise.all(servers.map((server) => server.kill()));
      await line.close();
      for (const folder of folders) putAway(folder);
    },
  };
}

/** A team on its first tablet, with the service worker in charge. */
export async function leadsTablet(school: School, options: TabletOptions = {}) {
  const maria = await school.tablet(options);
  await untilInstalled(maria.page);
  await startTeam(maria.page, 'P5 Maths triad', 'Maria Evans');
  return maria;
}

/** A colleague's tablet, joined by the link of a new invitation. */
export async function colleaguesTablet(
  school: School,
  lead: BrowserTablet,
  { name = 'Sam Dale', ...options }: TabletOptions & { name?: string } = {},
) {
  await lead.page.goto(school.line.url);
  const code = await inviteColleague(lead.page);
  const sam = await school.tablet(options);
  if (options.serviceWorkers !== 'block') await untilInstalled(sam.page);
  await joinByLink(sam.page, `${school.line.url}/join#${code.replaceAll(' ', '')}`, name);
  return sam;
}

/** A team of two with a planned lesson: how most journeys begin. */
export async function lessonForTwo(
  school: School,
  { lead = {}, colleague = {} }: { lead?: TabletOptions; colleague?: TabletOptions } = {},
) {
  await school.serve();
  const maria = await leadsTablet(school, lead);
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria, colleague);
  return { maria, sam, lesson };
}
