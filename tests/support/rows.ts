import fc from 'fast-check';
import { rowOfChange, type Change } from '../../src/domain/change.ts';
import { mergeRows, type Row } from '../../src/domain/row.ts';
import { makeStamp } from '../../src/domain/stamp.ts';

export const isProse = (field: string) => field === 'text';

/** Devices in a history that could really happen: each sees its own writes and whatever it was handed before. */
interface Step {
  readonly device: number;
  readonly field: 'text' | 'kind' | 'deleted';
  readonly value: string;
  readonly sees: readonly number[];
}

export const someSteps = fc.array(
  fc.record({
    device: fc.integer({ min: 0, max: 2 }),
    field: fc.constantFrom('text', 'kind', 'deleted') as fc.Arbitrary<Step['field']>,
    value: fc.string({ maxLength: 4 }),
    sees: fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);

export function joinChanges(changes: readonly Change[]): Row {
  return changes.reduce<Row>((row, change) => mergeRows(row, rowOfChange(change), isProse), {});
}

export const stampOf = (time: number, device: string) => makeStamp(time, 0, device);
