// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { spliceBetween } from '../../../../src/features/review/discussion/splice.ts';
import { typist, type Typist } from './typists.ts';

afterEach(() => {
  document.body.replaceChildren();
});

describe('typing in one text', () => {
  /** What one of three does next: goes to a gap between words and types a word letter by letter, while steps of others arrive. */
  const someStep = fc.record({
    who: fc.nat(2),
    gap: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 6 }),
    /** For each letter, which of the others' steps that are still on their way arrive before it. */
    arriving: fc.array(fc.nat(40), { maxLength: 6 }),
    twice: fc.boolean(),
  });

  test('[M8] every word of three people is there, whole, whatever order the steps arrive in and however often', () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 3, maxLength: 25 }), (steps) => {
        const people = [typist(), typist(), typist()];
        const onTheWay: { to: number; update: Uint8Array }[] = [];
        const words: string[] = [];
        const deliver = (pick: number) => {
          if (onTheWay.length === 0) return;
          const [step] = onTheWay.splice(pick % onTheWay.length, 1);
          if (step) people[step.to]?.minutes.hear(step.update);
        };

        for (const [index, { who, gap, length, arriving, twice }] of steps.entries()) {
          const person = people[who] as Typist;
          const word = `${'abc'[who]}${String(index)}${'xyzuvw'.slice(0, length)}`;
          words.push(word);
          goToGap(person, gap);
          for (const [place, letter] of `${word} `.split('').entries()) {
            const pick = arriving[place];
            if (pick !== undefined) deliver(pick);
            const before = person.sent.length;
            person.type(letter);
            for (const update of person.sent.slice(before)) {
              for (const to of [0, 1, 2].filter((other) => other !== who)) {
                onTheWay.push({ to, update });
                if (twice) onTheWay.push({ to, update });
              }
            }
          }
        }
        while (onTheWay.length > 0) deliver(onTheWay.length * 7 + 3);

        const [text = ''] = people.map((person) => person.text());
        for (const person of people) {
          expect(person.text()).toBe(text);
          expect(person.field.value).toBe(text);
        }
        expect(text.split(' ').filter(Boolean).toSorted()).toEqual(words.toSorted());
        document.body.replaceChildren();
      }),
      { numRuns: 150 },
    );
  });

  /** A place before a word or at the end. */
  function goToGap({ field }: Typist, gap: number) {
    field.focus();
    const gaps = [0, ...[...field.value.matchAll(/ /g)].map(({ index }) => index + 1)];
    const at = gaps[Math.floor(gap * (gaps.length - 1))] ?? 0;
    field.setSelectionRange(at, at);
  }

  test('a colleague’s words before the caret leave it at its own word', () => {
    const [mine, theirs] = [typist(), typist()];
    mine.type('sees the parts');
    mine.sent.forEach(theirs.minutes.hear);
    mine.field.setSelectionRange(8, 8);
    theirs.field.focus();
    theirs.field.setSelectionRange(0, 0);
    const before = theirs.sent.length;
    theirs.type('Robin ');
    mine.field.focus();

    theirs.sent.slice(before).forEach(mine.minutes.hear);
    mine.type('X');

    expect(mine.field.value).toBe('Robin sees theX parts');
  });

  test.each([
    [1, 2, 'one1two2'],
    [2, 1, 'two2one1'],
  ])('two who type at the end at once each go on behind their own words (%i, %i)', (my, their, both) => {
    const [mine, theirs] = [typist(my), typist(their)];
    mine.type('one');
    theirs.type('two');
    const [first, second] = [[...mine.sent], [...theirs.sent]];
    first.forEach(theirs.minutes.hear);
    mine.field.focus();
    second.forEach(mine.minutes.hear);
    const [mineBefore, theirsBefore] = [mine.sent.length, theirs.sent.length];

    mine.type('1');
    theirs.type('2');
    mine.sent.slice(mineBefore).forEach(theirs.minutes.hear);
    theirs.sent.slice(theirsBefore).forEach(mine.minutes.hear);

    expect(mine.text()).toBe(both);
    expect(theirs.text()).toBe(both);
  });

  test('undo takes back own words only and brings them again', () => {
    const [mine, theirs] = [typist(), typist()];
    theirs.type('kept ');
    theirs.sent.forEach(mine.minutes.hear);
    mine.field.focus();
    mine.field.setSelectionRange(5, 5);
    mine.type('w');
    const press = (key: string, shiftKey = false) =>
      mine.field.dispatchEvent(
        new KeyboardEvent('keydown', { key, shiftKey, ctrlKey: true, cancelable: true }),
      );

    press('z');
    const undone = mine.field.value;
    press('z', true);

    expect(undone).toBe('kept ');
    expect(mine.field.value).toBe('kept w');
  });

  test('nothing of others is put under a word that is being composed, and all of it comes after', () => {
    const [mine, theirs] = [typist(), typist()];
    mine.type('a ');
    mine.sent.forEach(theirs.minutes.hear);
    theirs.field.focus();
    theirs.field.setSelectionRange(0, 0);
    theirs.type('before ');

    mine.field.focus();
    mine.field.dispatchEvent(new Event('compositionstart'));
    mine.type('に');
    theirs.sent.forEach(mine.minutes.hear);
    const whileComposing = mine.field.value;
    mine.type('ほ');
    mine.field.dispatchEvent(new Event('compositionend'));

    expect(whileComposing).toBe('a に');
    expect(mine.field.value).toBe('before a にほ');
  });

  test('is the same whatever wrote it: a word corrected, a paste over a selection', () => {
    const mine = typist();
    mine.type('teh halfs');
    mine.field.value = 'the halfs';
    mine.field.setSelectionRange(3, 3);
    mine.field.dispatchEvent(new Event('input'));
    mine.field.value = 'the halves and thirds';
    mine.field.dispatchEvent(new Event('input'));

    expect(mine.text()).toBe('the halves and thirds');
  });
});

describe('the smallest change that explains what is typed', () => {
  test('gives the new text back, at whatever caret, and never half a character', () => {
    const someText = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁', 'ŵ', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(someText, someText, fc.nat(14), (before, after, caret) => {
        const splice = spliceBetween(before, after, caret);

        const { at, removed, inserted } = splice ?? { at: 0, removed: 0, inserted: '' };
        expect(before.slice(0, at) + inserted + before.slice(at + removed)).toBe(after);
        for (const part of [before.slice(0, at), before.slice(at, at + removed), inserted])
          expect(new TextDecoder().decode(new TextEncoder().encode(part))).toBe(part);
      }),
    );
  });

  test('tells by the caret which of equal letters is new', () => {
    expect(spliceBetween('aaa', 'aaaa', 1)).toEqual({ at: 0, removed: 0, inserted: 'a' });
    expect(spliceBetween('aaa', 'aaaa', 4)).toEqual({ at: 3, removed: 0, inserted: 'a' });
  });
});
