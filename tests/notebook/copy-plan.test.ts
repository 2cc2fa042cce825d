import '../support/tablet.ts';
import { expect, test } from 'vitest';
import type { Notebook } from '../../src/notebook/database.ts';
import { copyPlan, takeOutCopy } from '../../src/notebook/copy-plan.ts';
import { lessonPlan } from '../../src/notebook/read-study.ts';
import {
  addLesson,
  addStage,
  createStudy,
  setCriterion,
  setPrediction,
  setWatches,
  updateLesson,
} from '../../src/notebook/write-plan.ts';
import { newNotebook } from '../support/tablet.ts';

async function twoLessons(notebook: Notebook) {
  const study = await createStudy(notebook, { fields: {}, createdBy: 'maria' });
  const [first, second] = [`${study}.1`, (await addLesson(notebook, study)) as string];
  await updateLesson(notebook, first, {
    aim: 'Compare',
    successCriteria: 'All say why',
    room: '7',
    title: 'One',
  });
  const stage = await addStage(notebook, first, { order: 1, name: 'Starter', minutes: 5 });
  await setPrediction(notebook, stage, 'A', 'Joins in.');
  await setCriterion(notebook, first, 'A', 'Says why.');
  await setCriterion(notebook, first, 'B', 'Says how.');
  await setWatches(notebook, { lesson: first, member: 'maria', letter: 'C', watches: true });
  await updateLesson(notebook, second, { room: '9' });
  await setCriterion(notebook, second, 'B', 'Our own.');
  return { first, second };
}

test('a copied plan fills what is empty and stands behind what is there', async () => {
  const notebook = newNotebook();
  const { first, second } = await twoLessons(notebook);
  await addStage(notebook, second, { order: 1, name: 'Own stage' });
  const saves = await notebook.outbox.count();

  await copyPlan(notebook, first, second);

  const plan = await lessonPlan(notebook, second);
  expect(plan?.lesson).toMatchObject({
    aim: 'Compare',
    successCriteria: 'All say why',
    room: '9',
    title: '',
  });
  expect(plan?.stages.map(({ name }) => name)).toEqual(['Own stage', 'Starter']);
  expect([...(plan?.predictions.values() ?? [])].map(({ text }) => text)).toEqual(['Joins in.']);
  expect([plan?.criteria.A?.text, plan?.criteria.B?.text]).toEqual(['Says why.', 'Our own.']);
  expect(plan?.watches.get('maria')).toEqual(['C']);
  expect(await notebook.outbox.count()).toBe(saves + 1);
});

test('a copy that is taken out again leaves what was there and what was written since', async () => {
  const notebook = newNotebook();
  const { first, second } = await twoLessons(notebook);
  const copied = await copyPlan(notebook, first, second);
  await updateLesson(notebook, second, { aim: 'Compare three' });

  await takeOutCopy(notebook, second, copied);

  const plan = await lessonPlan(notebook, second);
  expect(plan?.lesson).toMatchObject({ aim: 'Compare three', successCriteria: '', room: '9' });
  expect(plan?.stages).toEqual([]);
  expect([plan?.criteria.A?.text, plan?.criteria.B?.text]).toEqual(['', 'Our own.']);
  expect(plan?.watches.size).toBe(0);
  expect((await lessonPlan(notebook, first))?.stages).toHaveLength(1);
});
