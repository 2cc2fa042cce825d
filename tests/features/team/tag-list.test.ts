import { expect, test } from 'vitest';
import { tagsIn } from '../../../src/features/team/tag-list.ts';

test('tags stand on lines or between commas, each once', () => {
  expect(tagsIn('stuck, partner talk\nexplains\n\n stuck ,')).toEqual(['stuck', 'partner talk', 'explains']);
});

test('an empty field has no tags', () => {
  expect(tagsIn(' \n, ')).toEqual([]);
});
