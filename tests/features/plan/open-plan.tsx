import 'fake-indexeddb/auto';
import { cleanup, render } from '@testing-library/react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import type { ReactElement } from 'react';
import { afterEach } from 'vitest';
import { FieldSupport } from '../../../src/app/field-support.tsx';
// Fetched only when it is wanted; a test waits for people, not for scripts.
import '../../../src/app/name-check.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { addStage, createStudy, updatePupil } from '../../../src/notebook/write-plan.ts';
import { introduce, writeTeam } from '../../../src/notebook/write-team.ts';
import { newNotebook } from '../../support/tablet.ts';

afterEach(cleanup);

/** A team of two on one tablet, with an empty notebook. */
export async function newTeam(): Promise<Notebook> {
  let time = 1_700_000_000_000;
  const notebook = newNotebook({ now: () => ++time });
  const lead = {
    member: 'rhys',
    name: 'R. Evans',
    role: 'lead',
    device: 'dmaria',
    deviceLabel: 'iPad',
  } as const;
  await writeTeam(notebook, { name: 'P5 Maths', tags: [], lead });
  await introduce(notebook, {
    member: 'mair',
    name: 'M. Jones',
    role: 'member',
    device: 'dmair',
    deviceLabel: 'Tablet',
  });
  return notebook;
}

/** A study with Aled, Bethan and Carys and these stages in Lesson 1; ids as the notebook gave them. */
export async function newStudy(notebook: Notebook, stageNames: readonly string[] = []) {
  const study = await createStudy(notebook, { fields: { title: 'Fractions' }, createdBy: 'rhys' });
  await updatePupil(notebook, study, 'A', { alias: 'Aled' });
  await updatePupil(notebook, study, 'B', { alias: 'Bethan' });
  await updatePupil(notebook, study, 'C', { alias: 'Carys' });
  const lesson = `${study}.1`;
  const stages: string[] = [];
  for (const name of stageNames) {
    stages.push(await addStage(notebook, lesson, { order: stages.length + 1, name }));
  }
  return { study, lesson, stages };
}

/** Shows a screen as `rhys`; `location.history` tells where it went. */
export function show(notebook: Notebook, screen: ReactElement, path = '/') {
  const location = memoryLocation({ path, record: true });
  const view = render(
    <Router hook={location.hook}>
      <OpenNotebookProvider value={{ notebook, me: 'rhys', isDemo: false }}>
        <FieldSupport>{screen}</FieldSupport>
      </OpenNotebookProvider>
    </Router>,
  );
  return { ...view, location };
}
