import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeRows, type Row } from '../../src/domain/row.ts';
import { packRow, unpackRow } from '../../src/notebook/stored-row.ts';
import { stampOf } from '../support/rows.ts';

const someStamp = fc.integer({ min: 1, max: 5 }).map((time) => stampOf(time, 'dphone'));
const someRow: fc.Arbitrary<Row> = fc
  .dictionary(
    fc.constantFrom('text', 'kind', 'pupil', 'deleted'),
    fc.record({ value: fc.string(), at: someStamp }),
    {
      minKeys: 1,
    },
  )
  .map((row) => mergeRows({}, row, () => false));

test('a packed row unpacks to the same row', () => {
  fc.assert(
    fc.property(someRow, (row) => {
      expect(unpackRow(packRow('n', row))).toEqual(row);
    }),
  );
});

test('a row written in one go is stored with one stamp', () => {
  const at = stampOf(3, 'dphone');

  const stored = packRow('n', { text: { value: 'a', at }, kind: { value: 'did', at } });

  expect(stored).toEqual({ id: 'n', fields: { text: 'a', kind: 'did' }, at });
});
