import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowOfChange, type Change } from '../../src/domain/change.ts';
import { mergeRows, presenceOf, seenOf, versionsOf, type Row } from '../../src/domain/row.ts';
import { isProse, joinChanges, someSteps, stampOf } from '../support/rows.ts';

/** Turns steps into the changes that tablets would really write, each with what its writer had in front of it. */
function changesOf(
  steps: readonly { device: number; field: string; value: string; sees: readonly number[] }[],
) {
  const changes: Change[] = [];
  const held: Row[] = [{}, {}, {}];
  steps.forEach(({ device, field, value, sees }, index) => {
    let row = held[device] as Row;
    // What a tablet is handed always comes with everything its writer had seen: the log is read in order.
    const upTo = Math.max(-1, ...sees.filter((seen) => seen < index));
    for (const change of changes.slice(0, upTo + 1)) row = mergeRows(row, rowOfChange(change), isProse);
    const at = stampOf(1_000 + index, `dev${device}x`.replace('dev', 'dev'));
    const cell = row[field];
    const change: Change = {
      table: 'notes',
      row: 'n',
      at,
      fields: { [field]: field === 'deleted' ? seenOf(row) : value },
      ...(isProse(field) && cell && { base: { [field]: versionsOf(cell).map((version) => version.at) } }),
    };
    changes.push(change);
    held[device] = mergeRows(row, rowOfChange(change), isProse);
  });
  return changes;
}

describe('merging rows', () => {
  test('[M1] does not depend on order, grouping or repetition', () => {
    fc.assert(
      fc.property(someSteps, fc.infiniteStream(fc.nat()), (steps, random) => {
        const changes = changesOf(steps);
        const shuffled = changes
          .map((change) => ({ change, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ change }) => change);
        const half = Math.floor(shuffled.length / 2);

        const inOrder = joinChanges(changes);
        const [left, right] = [joinChanges(shuffled.slice(0, half)), joinChanges(shuffled.slice(half))];

        expect(joinChanges(shuffled)).toEqual(inOrder);
        expect(mergeRows(left, right, isProse)).toEqual(inOrder);
        expect(mergeRows(right, left, isProse)).toEqual(inOrder);
        expect(mergeRows(inOrder, left, isProse)).toEqual(inOrder);
      }),
      { numRuns: 1_000 },
    );
  });

  test('[M3] no wording is lost unless its replacer had seen it', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const changes = changesOf(steps).filter((change) => 'text' in change.fields);
        if (changes.length === 0) return;
        const seen = new Set(changes.flatMap((change) => change.base?.['text'] ?? []));

        const cell = joinChanges(changes)['text'];

        // Independent of the merge: what nobody replaced must be shown, and nothing else.
        const standing = changes.filter((change) => !seen.has(change.at)).map((change) => change.at);
        expect(
          versionsOf(cell!)
            .map((version) => version.at)
            .toSorted(),
        ).toEqual(standing.toSorted());
      }),
      { numRuns: 1_000 },
    );
  });

  test('[M2] keeps edits to different fields', () => {
    const created = { text: { value: 'Folds', at: stampOf(1, 'dphone') } };
    const phone = mergeRows(
      created,
      { text: { value: 'Folds twice', at: stampOf(2, 'dphone'), seen: { dphone: stampOf(1, 'dphone') } } },
      isProse,
    );
    const laptop = mergeRows(created, { kind: { value: 'work', at: stampOf(3, 'dlaptop') } }, isProse);

    const merged = mergeRows(phone, laptop, isProse);

    expect(merged['text']?.value).toBe('Folds twice');
    expect(merged['kind']?.value).toBe('work');
  });

  test('the later stamp wins a short field, whichever comes first', () => {
    const early = { kind: { value: 'said', at: stampOf(1, 'dphone') } };
    const late = { kind: { value: 'did', at: stampOf(2, 'dlaptop') } };

    expect(mergeRows(early, late, isProse)).toEqual(late);
    expect(mergeRows(late, early, isProse)).toEqual(late);
  });

  test('a field named like a property of every object is a field like any other', () => {
    const row = { constructor: { value: 'x', at: stampOf(1, 'dphone') } } as unknown as Row;

    expect(mergeRows({}, row, isProse)).toEqual(row);
  });
});

describe('deleting a row', () => {
  const created: Row = { text: { value: 'Folds', at: stampOf(1, 'dphone') } };
  const deletion: Row = { deleted: { value: seenOf(created), at: stampOf(5, 'dphone') } };

  test('deletes what the deleter had seen', () => {
    expect(presenceOf(mergeRows(created, deletion, isProse))).toBe('deleted');
  });

  test('[M4] an edit the deleter had not seen survives, marked, even with an earlier stamp', () => {
    const edit: Row = {
      text: { value: 'Folds and cuts', at: stampOf(3, 'dlaptop'), seen: { dphone: stampOf(1, 'dphone') } },
    };

    const merged = mergeRows(mergeRows(created, deletion, isProse), edit, isProse);

    expect(presenceOf(merged)).toBe('restored');
    expect(merged['text']?.value).toBe('Folds and cuts');
  });

  test('can be taken back', () => {
    const undone: Row = { deleted: { value: null, at: stampOf(6, 'dphone') } };

    expect(presenceOf(mergeRows(mergeRows(created, deletion, isProse), undone, isProse))).toBe('present');
  });
});
