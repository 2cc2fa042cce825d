// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { members } from '../../src/notebook/read-team.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { pageOfSchool } from './page-of-school.ts';

let server: RunningApp;

beforeEach(async () => {
  vi.stubGlobal('isSecureContext', true);
  server = await startApp();
});
afterEach(async () => {
  await server.stop();
  vi.unstubAllGlobals();
});

test('who brings a team back is who they were, also when the network drops as soon as the sheet was opened', async () => {
  const lost = await pageOfSchool(server);
  await lost.session.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  const { notebook, me: maria } = lost.session.current()!;
  const keep = await lost.session.safekeeping();
  const sheet = await keep.printSheet(notebook.team);
  if (sheet.kind !== 'done') throw new Error(sheet.problem);
  await keep.onlyHere(notebook.team);
  await keep.sendNow();
  let answers = 1;
  const { session } = await pageOfSchool(server, {
    nextMishap: () => (answers-- > 0 ? 'none' : 'lostRequest'),
  });
  const request = {
    code: sheet.value.code,
    personName: 'maria evans',
    copy: undefined,
    onStep: () => undefined,
  };
  const fresh = await session.safekeeping();

  expect(await fresh.recover(request)).toEqual({ kind: 'failed', problem: 'offline' });

  answers = Infinity;
  expect(await fresh.recover(request)).toMatchObject({ kind: 'done' });
  expect(session.current()!.me).toBe(maria);
  expect((await members(session.current()!.notebook)).map(({ name }) => name)).toEqual(['Maria Evans']);
});

test('who brings a team back is in it and leads it, also when the first try broke off', async () => {
  const lost = await pageOfSchool(server);
  await lost.session.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  const { team } = lost.session.current()!.notebook;
  const keep = await lost.session.safekeeping();
  const sheet = await keep.printSheet(team);
  if (sheet.kind !== 'done') throw new Error(sheet.problem);
  const steps = { onStep: () => undefined, signal: new AbortController().signal };
  const { file: copy } = (await keep.makeCopy(team, steps))!;
  await keep.sendNow();
  const { session } = await pageOfSchool(server);
  const request = { code: sheet.value.code, personName: 'Kim Hall', copy };
  const fresh = await session.safekeeping();
  const breaksOff = () => {
    throw new Error('The tablet has no room.');
  };
  await expect(fresh.recover({ ...request, onStep: breaksOff })).rejects.toThrow('no room');

  expect(await fresh.recover({ ...request, onStep: () => undefined })).toMatchObject({ kind: 'done' });

  const { notebook, me } = session.current()!;
  expect(await members(notebook)).toContainEqual(
    expect.objectContaining({ id: me, name: 'Kim Hall', role: 'lead' }),
  );
});
