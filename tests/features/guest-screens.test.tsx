// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { TeamAccessProvider, type TeamAccess } from '../../src/access/team-access.ts';
import { FieldSupport } from '../../src/app/field-support.tsx';
import { TeamRoutes } from '../../src/app/routes.tsx';
// Fetched only when they are wanted; a test waits for people, not for scripts.
import '../../src/comments/thread.tsx';
import demo from '../../src/features/demo/demo-study.json' with { type: 'json' };
import { loadDemo } from '../../src/features/demo/load-demo.ts';
import { FindingsTab } from '../../src/features/findings/findings-tab.tsx';
import { LibraryScreen } from '../../src/features/findings/library-screen.tsx';
import { LessonPlanScreen } from '../../src/features/plan/lesson-plan-screen.tsx';
import { StudiesScreen } from '../../src/features/plan/studies-screen.tsx';
import { StudyFrame, StudyScreen } from '../../src/features/plan/study-screen.tsx';
import { turnNames } from '../../src/features/review/names-off.ts';
import { ReviewScreen } from '../../src/features/review/review-screen.tsx';
import { TeamScreen } from '../../src/features/team/team-screen.tsx';
import { TodayScreen } from '../../src/features/today/today-screen.tsx';
import type { Notebook } from '../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../src/notebook/notebook-context.tsx';
import { introduce } from '../../src/notebook/write-team.ts';
import { newNotebook } from '../support/tablet.ts';

const STUDY = demo.study.id;
const LESSON = `${STUDY}.2`;
const TABLET = 'dguestabcdefghijkl';
const GWEN = `${TABLET}-gwen`;

afterEach(() => {
  cleanup();
  // Among what was pressed: it holds for the whole page.
  turnNames('on');
});

/** The team's notebook as it has come to a guest's tablet. */
async function guestsNotebook(): Promise<Notebook> {
  const team = `guests${Math.random()}`;
  const now = () => Date.UTC(2026, 10, 20);
  await loadDemo(newNotebook({ team, now }));
  const notebook = newNotebook({ team, device: TABLET, now });
  await introduce(notebook, {
    member: GWEN,
    name: 'Gwen Hall',
    role: 'guest',
    device: TABLET,
    deviceLabel: 'Laptop',
  });
  return notebook;
}

const access = {
  teams: async () => [],
  tabletsSeen: async () => ({ kind: 'done', value: [] }),
  waitingForKey: async () => 0,
} as unknown as TeamAccess;

function show(notebook: Notebook, element: ReactElement, search = '') {
  const { hook, searchHook } = memoryLocation({ path: '/here', searchPath: search });
  return render(
    <Router hook={hook} searchHook={searchHook}>
      <TeamAccessProvider value={access}>
        <OpenNotebookProvider value={{ notebook, me: GWEN, isDemo: false }}>
          <FieldSupport>{element}</FieldSupport>
        </OpenNotebookProvider>
      </TeamAccessProvider>
    </Router>,
  );
}

const findings = <StudyFrame studyId={STUDY}>{(overview) => <FindingsTab overview={overview} />}</StudyFrame>;
const review = <ReviewScreen lessonId={LESSON} />;

/** Each with words of the team that stand on it. */
const SCREENS = [
  { name: 'Today', words: /Good (morning|afternoon|evening)/, element: <TodayScreen /> },
  { name: 'the list of studies', words: /Saying why/, element: <StudiesScreen /> },
  {
    name: 'question and class',
    words: /more of them will talk/,
    element: <StudyScreen studyId={STUDY} tab="question" />,
  },
  {
    name: 'focus pupils',
    words: /Orders unit fractions/,
    element: <StudyScreen studyId={STUDY} tab="pupils" />,
  },
  { name: 'who watches whom', words: /Mari P/, element: <StudyScreen studyId={STUDY} tab="coverage" /> },
  { name: "a lesson's plan", words: /whole stem|each part/, element: <LessonPlanScreen lessonId={LESSON} /> },
  { name: 'the review', words: /Wait, that's not what/, element: review },
  { name: 'all notes', words: /Wait, that's not what/, element: review, search: 'view=notes' },
  { name: 'interviews', words: /What helped/, element: review, search: 'view=interviews' },
  { name: 'the discussion', words: /Discussion/, element: review, search: 'view=discussion' },
  { name: 'findings', words: /Quick right answers/, element: findings },
  { name: 'the library', words: /Quick right answers/, element: <LibraryScreen /> },
  { name: 'the team', words: /Gwen Hall/, element: <TeamScreen /> },
];

describe("[K7] on a guest's screens", () => {
  test.each(SCREENS)(
    '$name: words stand to be read, and nothing that can be pressed changes anything',
    async ({ words, element, search }) => {
      const notebook = await guestsNotebook();
      const before = await notebook.outbox.count();
      show(notebook, element, search);
      expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);

      // Looking for words changes nothing; all else that is written in a field would.
      const fields = screen.queryAllByRole('textbox').filter((field) => !field.hasAttribute('readonly'));
      expect(fields).toEqual([]);
      for (const box of screen.queryAllByRole<HTMLInputElement>('checkbox')) expect(box.disabled).toBe(true);
      for (const button of screen.queryAllByRole('button')) {
        // The language is this tablet's alone, and the words looked for are English.
        if (button.isConnected && button.textContent !== 'Cymraeg') act(() => button.click());
      }
      await act(async () => {});

      expect(await notebook.outbox.count()).toBe(before);
    },
  );

  test('a comment can be written, changed and deleted by who wrote it', async () => {
    const notebook = await guestsNotebook();
    show(notebook, <ReviewScreen lessonId={LESSON} />, 'view=notes');
    const button = (name: string | RegExp) => screen.findByRole('button', { name });

    fireEvent.click(await button('Comment on the review of lesson 2'));
    fireEvent.change(await screen.findByLabelText('Your comment'), {
      target: { value: 'Whose idea was it?' },
    });
    fireEvent.click(await button('Add comment'));
    await screen.findByText('Whose idea was it?');
    fireEvent.click(await button('Change'));
    const wording = await screen.findByLabelText('Wording');
    fireEvent.change(wording, { target: { value: 'Whose idea was the doubter?' } });
    fireEvent.blur(wording);
    fireEvent.click(await button('Done'));
    await screen.findByText('Whose idea was the doubter?');
    fireEvent.click(await button('Delete'));
    await waitFor(() => expect(screen.queryByText('Whose idea was the doubter?')).toBeNull());
    fireEvent.click(await button('Undo'));

    await screen.findByText('Whose idea was the doubter?');
  });
});

describe('[K7] taking things out', () => {
  test.each(['report', 'report/print', 'report/summary', 'lessons/2/sheet', 'pupils/A/record'])(
    'is not for a guest, and says why: %s',
    async (page) => {
      const notebook = await guestsNotebook();
      const { hook } = memoryLocation({ path: `/studies/${STUDY}/${page}` });

      render(
        <Router hook={hook}>
          <TeamAccessProvider value={access}>
            <OpenNotebookProvider value={{ notebook, me: GWEN, isDemo: false }}>
              <FieldSupport>
                <TeamRoutes isDemo={false} />
              </FieldSupport>
            </OpenNotebookProvider>
          </TeamAccessProvider>
        </Router>,
      );

      await screen.findByText(/leave the app only by the team’s hand/);
      expect(document.querySelector('[data-paper]')).toBeNull();
      expect(screen.queryByText(/Robin|CSV/)).toBeNull();
    },
  );

  test('is offered on none of their screens', async () => {
    const notebook = await guestsNotebook();
    for (const { element, words, search } of SCREENS) {
      show(notebook, element, search);
      await screen.findAllByText(words);
      for (const link of screen.queryAllByRole('link'))
        expect(link.getAttribute('href')).not.toMatch(/report|sheet|record/);
      cleanup();
    }
  });
});
