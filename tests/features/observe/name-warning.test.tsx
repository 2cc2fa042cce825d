// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { FieldSupport } from '../../../src/app/field-support.tsx';
// Fetched only when it is wanted; a test waits for people, not for scripts.
import '../../../src/app/name-check.ts';
import { ClockSourceProvider } from '../../../src/ui/clock-source.ts';
import { ObserveScreen } from '../../../src/features/observe/observe-screen.tsx';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { keepRealNames } from '../../../src/notebook/real-names.ts';
import { handClock, LESSON, MARIA, noteField, plannedLesson, savedNotes } from './lesson.tsx';

afterEach(cleanup);

test('a note that names a pupil by a real name is warned of, and saved all the same', async () => {
  const notebook = await plannedLesson();
  await keepRealNames(notebook, ['Tomos']);
  render(
    <OpenNotebookProvider value={{ notebook, me: MARIA, isDemo: false }}>
      <FieldSupport>
        <ClockSourceProvider value={handClock().source}>
          <ObserveScreen lessonId={LESSON} />
        </ClockSourceProvider>
      </FieldSupport>
    </OpenNotebookProvider>,
  );
  (await screen.findByRole('button', { name: 'Start lesson' })).click();
  await screen.findByLabelText('Note');

  fireEvent.change(noteField(), { target: { value: 'Asks Tomos for help' } });
  await screen.findByText(/“Tomos” is on the list of real names/);
  fireEvent.keyDown(noteField(), { key: 'Enter' });

  expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'Asks Tomos for help' }]);
  await act(async () => undefined);
});
