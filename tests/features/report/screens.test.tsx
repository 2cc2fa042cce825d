// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ImportScreen } from '../../../src/features/report/import-screen.tsx';
import { readStudyFile } from '../../../src/features/report/parse-study-file.ts';
import type { Progress } from '../../../src/features/report/progress.ts';
import { RecordScreen } from '../../../src/features/report/record-screen.tsx';
import { ReportPrintScreen } from '../../../src/features/report/report-print-screen.tsx';
import { studyFile } from '../../../src/features/report/study-file.ts';
import { SummaryScreen } from '../../../src/features/report/summary-screen.tsx';
import { TakeOutScreen } from '../../../src/features/report/take-out-screen.tsx';
import type { ReadFile } from '../../../src/features/report/use-import.ts';
import { WallSheetScreen } from '../../../src/features/report/wall-sheet-screen.tsx';
import { commit } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { removeAgendaItem } from '../../../src/notebook/write-discussion.ts';
import { whyNot } from '../../../src/notebook/write-imported-study.ts';
import { addMinutes } from '../../../src/notebook/write-minutes.ts';
import { setNudge } from '../../../src/notebook/write-nudge.ts';
import { newNotebook } from '../../support/tablet.ts';
import { everythingIn, fullStudy, STUDY } from './study-rows.ts';

// A browser saves what a link with a file's name leads to; this one would go there.
beforeEach(() => {
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  window.history.replaceState(null, '', '/');
});

function open(notebook: Notebook, children: ReactNode, address = '/') {
  window.history.replaceState(null, '', address);
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>{children}</OpenNotebookProvider>,
  );
}

describe('the page that takes out', () => {
  test('offers paper, files and each pupil, and the papers name observers as chosen', async () => {
    open(await fullStudy(newNotebook()), <TakeOutScreen studyId={STUDY} />);

    const report = await screen.findByRole('link', { name: /Report of the study/ });
    expect(report.getAttribute('href')).toBe(`/studies/${STUDY}/report/print`);
    fireEvent.click(screen.getByRole('button', { name: 'No names' }));
    expect(report.getAttribute('href')).toBe(`/studies/${STUDY}/report/print?observers=none`);
    expect(screen.getByRole('link', { name: /sheet \(A3\): Lesson 1/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: /Robin/ }).getAttribute('href')).toBe(
      `/studies/${STUDY}/pupils/A/record`,
    );
    for (const name of ['Word document', 'Table of notes (CSV)', 'Everything (JSON)']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
  });

  test('saves the table of notes under the name of the study', async () => {
    open(await fullStudy(newNotebook()), <TakeOutScreen studyId={STUDY} />);

    fireEvent.click(await screen.findByRole('button', { name: 'Table of notes (CSV)' }));

    await screen.findByText('Saved as “Saying why - notes.csv”.');
  });
});

describe('everything as a file', () => {
  test('says how many photos are not in it, because they have not come to this tablet', async () => {
    const notebook = await fullStudy(newNotebook());
    await notebook.pictures.clear();
    open(notebook, <TakeOutScreen studyId={STUDY} />);

    fireEvent.click(await screen.findByRole('button', { name: 'Everything (JSON)' }));

    await screen.findByText(/Saved as “Saying why/);
    screen.getByText(/1 photo is not in the file and will be missing\./);
  });

  test('and says nothing of photos when all are in it', async () => {
    open(await fullStudy(newNotebook()), <TakeOutScreen studyId={STUDY} />);

    fireEvent.click(await screen.findByRole('button', { name: 'Everything (JSON)' }));

    await screen.findByText(/Saved as “Saying why/);
    expect(screen.queryByText(/in the file and will be missing/)).toBeNull();
  });
});

describe('on paper', () => {
  test('the report has the plan, what was seen, what was said and what was found', async () => {
    open(await fullStudy(newNotebook()), <ReportPrintScreen studyId={STUDY} />);

    await screen.findByRole('heading', { name: 'Lesson 1 · Which piece is bigger?' });
    const observed = within(screen.getByRole('table', { name: '1 Starter' }));
    expect(observed.getByText('Answers by rule')).toBeTruthy();
    expect(observed.getByText('Agreed: Not as predicted · went further')).toBeTruthy();
    expect(observed.getByText(/1:05 ME/)).toBeTruthy();
    expect(screen.getByRole('table', { name: 'In the pupils’ own words' }).textContent).toContain(
      'The strips.',
    );
    expect(screen.getByText('Quick answers hide gaps')).toBeTruthy();
    expect(document.body.textContent).not.toContain('Maria Evans');
  });

  test('an observer’s thought stands apart from evidence, and both wordings of a crossed edit are there', async () => {
    const notebook = await fullStudy(newNotebook());
    const crossed = {
      table: 'notes',
      row: `${STUDY}.1.note1`,
      fields: { text: 'Half, she said' },
      replaces: { text: [] },
    } as const;
    await commit(notebook, [crossed]);
    open(notebook, <ReportPrintScreen studyId={STUDY} />);

    const thought = await screen.findByText('Are they guessing?');
    expect(thought.tagName).toBe('EM');
    const text = document.body.textContent;
    expect(text).toContain('Half, she said');
    expect(text).toContain('(also written: Half. Smaller number wins)');
  });

  test('the sheet for the wall has both wordings of a crossed aim', async () => {
    const notebook = await fullStudy(newNotebook());
    const row = `${STUDY}.1`;
    await commit(notebook, [{ table: 'lessons', row, fields: { aim: 'Say which is bigger' } }]);
    const crossed = { aim: 'Say why it is bigger' };
    await commit(notebook, [{ table: 'lessons', row, fields: crossed, replaces: { aim: [] } }]);

    open(notebook, <WallSheetScreen lessonId={row} />);

    await waitFor(() => expect(document.body.textContent).toContain('(also written: Say which is bigger'));
    expect(document.body.textContent).toContain('Say why it is bigger');
  });

  test('names are there when they are asked for, and nobody when nobody is to be', async () => {
    const notebook = await fullStudy(newNotebook());
    open(notebook, <ReportPrintScreen studyId={STUDY} />, '/?observers=names');
    await waitFor(() => expect(document.body.textContent).toContain('1:05 Maria Evans'));
    cleanup();

    open(notebook, <ReportPrintScreen studyId={STUDY} />, '/?observers=none');

    await waitFor(() => expect(document.body.textContent).toContain('Half. Smaller number wins'));
    expect(document.body.textContent).not.toMatch(/Maria|ME/);
  });

  test.each([
    ['the report', () => <ReportPrintScreen studyId={STUDY} />],
    ['the sheet for the wall', () => <WallSheetScreen lessonId={`${STUDY}.1`} />],
    ['everything about a pupil', () => <RecordScreen studyId={STUDY} letter="A" />],
  ])('%s has the times of the review, and says whom the team shifted', async (_, page) => {
    const notebook = await fullStudy(newNotebook());
    await setNudge(notebook, `${STUDY}.1.sit`, -70_000);
    open(notebook, page());

    await waitFor(() =>
      expect(document.body.textContent).toContain('the team shifted ME 1 min 10 s earlier.'),
    );
    expect(document.body.textContent).toContain('−0:05 ME');
    await act(() => setNudge(notebook, `${STUDY}.1.sit`, 0));
    await waitFor(() => expect(document.body.textContent).toContain('1:05 ME'));
    expect(document.body.textContent).not.toContain('the team shifted');
  });

  test('a lesson of which nothing is planned or noted has no heading with nothing below it', async () => {
    const notebook = newNotebook();
    await commit(notebook, [
      { table: 'studies', row: STUDY, fields: { title: 'Saying why' } },
      { table: 'lessons', row: `${STUDY}.1`, fields: { title: 'To come' } },
    ]);
    open(notebook, <ReportPrintScreen studyId={STUDY} />);

    await screen.findByRole('heading', { name: 'Lesson 1 · To come' });
    expect(screen.queryByRole('heading', { name: 'Predicted and observed' })).toBeNull();
  });

  test('the report has what was said to an item that was taken from the running order, and says that it was', async () => {
    const notebook = await fullStudy(newNotebook());
    const item = `${STUDY}.1.aside`;
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'The strips again.');
    await commit(notebook, [{ table: 'agenda', row: item, fields: { order: 9, title: 'Anything else?' } }]);
    await addMinutes(notebook, `${item}.m1`, Y.encodeStateAsUpdate(doc));
    await removeAgendaItem(notebook, item);
    open(notebook, <ReportPrintScreen studyId={STUDY} />);

    await screen.findByRole('heading', { name: 'Anything else? (removed from the running order)' });
    expect(screen.getByText('The strips again.')).toBeTruthy();
  });

  test('the summary tells question, pupils, points and findings', async () => {
    open(await fullStudy(newNotebook()), <SummaryScreen studyId={STUDY} />);

    expect((await screen.findAllByText('Reason before answer')).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/Quick answers hide gaps/).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/not 1/).length).toBeGreaterThan(0);
  });

  test('points of a study that was finished earlier are for no lesson that will never be', async () => {
    const notebook = await fullStudy(newNotebook());
    open(notebook, <ReportPrintScreen studyId={STUDY} />);
    await screen.findByRole('heading', { name: 'Carried forward to Lesson 2' });

    await act(() => commit(notebook, [{ table: 'studies', row: STUDY, fields: { status: 'finished' } }]));

    await screen.findByRole('heading', { name: 'Points to go on with' });
  });

  test('the summary says of a finding that the team has not agreed on it, as long as that is so', async () => {
    const notebook = await fullStudy(newNotebook());
    open(notebook, <SummaryScreen studyId={STUDY} />);
    expect((await screen.findAllByText(/Not agreed yet/)).length).toBeGreaterThan(0);

    await act(() => commit(notebook, [{ table: 'findings', row: `${STUDY}.find`, fields: { agreedAt: 9 } }]));

    await waitFor(() => expect(screen.queryByText(/Not agreed yet/)).toBeNull());
  });

  test.each([
    ['summary', <SummaryScreen key="summary" studyId={STUDY} />],
    ['report', <ReportPrintScreen key="report" studyId={STUDY} />],
  ])('the %s says of an agreed finding that it no longer stands, and why', async (_, paper) => {
    const notebook = await fullStudy(newNotebook());
    await commit(notebook, [
      { table: 'findings', row: `${STUDY}.find`, fields: { agreedAt: 9 } },
      { table: 'evidence', row: `${STUDY}.find.e2`, deleted: true },
    ]);
    open(notebook, paper);
    await screen.findAllByText(/Quick answers hide gaps/);
    expect(document.body.textContent).not.toContain('No longer stands');

    await act(() => commit(notebook, [{ table: 'notes', row: `${STUDY}.1.note1`, deleted: true }]));

    await screen.findAllByText(/No longer stands: Everything it rested on was deleted since\./);
  });

  test('a finding does not rest on a photo or an answer that has gone', async () => {
    const notebook = await fullStudy(newNotebook());
    const [photo, answer] = [`${STUDY}.1.note1.photo`, `${STUDY}.1.A.usual1`];
    await commit(notebook, [
      { table: 'evidence', row: `${STUDY}.find.p`, fields: { kind: 'photo', row: photo, addedAt: 5 } },
      { table: 'evidence', row: `${STUDY}.find.a`, fields: { kind: 'answer', row: answer, addedAt: 6 } },
      { table: 'evidence', row: `${STUDY}.find.e2`, deleted: true },
    ]);
    open(notebook, <ReportPrintScreen studyId={STUDY} />);
    await screen.findByText(/\(What helped\?\)/);
    expect(document.body.textContent).toContain('Photo: ');

    await act(() =>
      commit(notebook, [
        { table: 'photos', row: photo, deleted: true },
        { table: 'answers', row: answer, fields: { text: '' } },
      ]),
    );

    await waitFor(() => expect(screen.queryByText(/\(What helped\?\)/)).toBeNull());
    expect(document.body.textContent).not.toContain('Photo: ');
  });

  test('the sheet has a row for each stage and a column for each pupil', async () => {
    open(await fullStudy(newNotebook()), <WallSheetScreen lessonId={`${STUDY}.1`} />);

    await screen.findAllByText(/Half. Smaller number wins/);
    const [table] = screen.getAllByRole('table', { name: 'Planning, observation and discussion' });
    const heads = within(table!)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
    expect(heads).toEqual(['Stage', 'A Robin', 'B Wren', 'C Heron', 'Class']);
  });

  test('the sheet has both wordings of what two planned at once', async () => {
    const notebook = await fullStudy(newNotebook());
    const lesson = `${STUDY}.1`;
    await commit(notebook, [
      { table: 'studies', row: STUDY, fields: { focusQuestion: 'How do they say why?' } },
      { table: 'lessons', row: lesson, fields: { aim: 'To compare', successCriteria: 'All compare' } },
    ]);
    const crossed = [
      { table: 'studies', row: STUDY, fields: { focusQuestion: 'Why?' }, replaces: { focusQuestion: [] } },
      {
        table: 'lessons',
        row: lesson,
        fields: { aim: 'To order', successCriteria: 'All order' },
        replaces: { aim: [], successCriteria: [] },
      },
      { table: 'criteria', row: `${lesson}.A`, fields: { text: 'Says two' }, replaces: { text: [] } },
      {
        table: 'stages',
        row: `${lesson}.starter`,
        fields: { teacherDoes: 'Waits' },
        replaces: { teacherDoes: [] },
      },
    ] as const;
    await commit(notebook, crossed);
    open(notebook, <WallSheetScreen lessonId={lesson} />);

    await screen.findAllByText(/To order/);
    const { textContent: text } = document.body;
    for (const other of ['How do they say why?', 'To compare', 'All compare', 'Says a reason', 'Asks'])
      expect(text).toContain(`(also written: ${other})`);
  });

  test('everything about a pupil has past wordings, own words, and where the alias is named elsewhere', async () => {
    const notebook = await fullStudy(newNotebook());
    await commit(notebook, [
      { table: 'notes', row: `${STUDY}.1.note1`, fields: { text: 'Half, smaller number' } },
      { table: 'notes', row: `${STUDY}.1.note2`, fields: { text: 'They look at Robin.' } },
      {
        table: 'notes',
        row: `${STUDY}.1.note3`,
        fields: { pupil: 'B', kind: 'did', text: 'Robinson folds', observer: 'sam' },
      },
      {
        table: 'notes',
        row: `${STUDY}.1.note4`,
        fields: { pupil: 'B', kind: 'did', text: 'Waits for Robin', observer: 'sam' },
      },
      {
        table: 'comments',
        row: `${STUDY}.com2`,
        fields: { about: `answers/${STUDY}.1.A.usual1`, text: 'Said twice', author: 'sam', writtenAt: 7 },
      },
    ]);
    const crossed = {
      table: 'notes',
      row: `${STUDY}.1.note4`,
      fields: { text: 'Waits' },
      replaces: { text: [] },
    } as const;
    await commit(notebook, [crossed]);
    open(notebook, <RecordScreen studyId={STUDY} letter="A" />);

    await screen.findAllByText('Half, smaller number');
    const text = document.body.textContent;
    expect(text).toContain('Earlier wording: Half. Smaller number wins');
    expect(text).toContain('The strips.');
    expect(text).toContain('Quick answers hide gaps');
    expect(text).toContain('Was it the number or the cut?');
    expect(text).toMatch(/Said twice \(SD, .*\) .*The strips\./);
    expect(text).toContain('They look at Robin.');
    expect(text).toContain('Waits for Robin');
    expect(text).not.toContain('Robinson folds');
  });
});

describe('taking in', () => {
  async function chooseFile(content: BlobPart) {
    const file = new File([content], 'study.json', { type: 'application/json' });
    const input = await screen.findByLabelText(/Choose the file/);
    fireEvent.change(input, { target: { files: [file] } });
  }

  async function fileOfStudy() {
    const { blob } = await studyFile(await fullStudy(newNotebook()), STUDY, {
      now: new Date(0),
      hasPhotos: true,
    });
    return await blob.text();
  }

  /** As the worker does, which a test has not. */
  const readHere: ReadFile = async (file, { onStep }) => await readStudyFile(file, onStep);

  test('shows what is in the file before it is written, and then has the study', async () => {
    const notebook = newNotebook();
    open(notebook, <ImportScreen read={readHere} />);
    await chooseFile(await fileOfStudy());

    await screen.findByRole('heading', { name: 'Saying why' });
    expect(screen.getByText('A study with 2 notes.')).toBeTruthy();
    expect(screen.getByText(/Maria Evans, Sam Daniel/)).toBeTruthy();
    expect(await notebook.rows('studies').count()).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));

    await screen.findByText(/The study is here, as it was/);
    expect(await notebook.rows('notes').count()).toBe(2);
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, 500), /cut off/],
    ['of another product', () => '{"notes":[]}', /was not made by Threefold/],
    ['of a newer version', (text: string) => text.replace('"version":1', '"version":2'), /newer version/],
    [
      'hostile',
      (text: string) => text.replace('"kind":"said"', '"__proto__":{"x":1}'),
      /cannot be part of a study/,
    ],
    ['empty', () => '', /is empty/],
  ])(
    'a file that is %s is refused with the reason, and not one byte of the notebook changes',
    async (_what, change, words) => {
      const notebook = newNotebook();
      await commit(notebook, [{ table: 'team', row: 'team', fields: { name: 'Others' } }]);
      const before = await everythingIn(notebook);
      open(notebook, <ImportScreen read={readHere} />);

      await chooseFile(change(await fileOfStudy()));

      await screen.findByText(words);
      expect(screen.getByText(/Nothing was changed/)).toBeTruthy();
      expect(await everythingIn(notebook)).toEqual(before);
    },
  );

  test('given up in the last look at the notebook it does not show what was found', async () => {
    const notebook = newNotebook();
    open(notebook, <ImportScreen read={readHere} />);
    const looked = vi.spyOn(notebook, 'rows');
    await chooseFile(await fileOfStudy());
    await waitFor(() => expect(looked).toHaveBeenCalledWith('erasures'));

    act(() => screen.getByRole('button', { name: 'Cancel' }).click());

    await act(() => whyNot(notebook, STUDY));
    expect(screen.queryByRole('region', { name: 'Saying why' })).toBeNull();
    screen.getByLabelText(/Choose/);
  });

  test('says how far it is while it reads, and can be given up', async () => {
    const notebook = newNotebook();
    let given: Progress | undefined;
    const never: ReadFile = async (_, progress) => {
      given = progress;
      progress.onStep(0.4);
      return await new Promise(() => undefined);
    };
    open(notebook, <ImportScreen read={never} />);
    await chooseFile('{}');

    const bar = await screen.findByRole<HTMLProgressElement>('progressbar');
    await waitFor(() => expect(bar.value).toBe(0.4));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(given?.signal.aborted).toBe(true);
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getByText(/Choose the file/)).toBeTruthy();
    act(() => given?.onStep(0.9));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  test('a study that is here already is not offered to be written again', async () => {
    const notebook = await fullStudy(newNotebook());
    const before = await everythingIn(notebook);
    open(notebook, <ImportScreen read={readHere} />);

    await chooseFile(await fileOfStudy());

    await waitFor(() => expect(screen.getByText(/in your team’s notebook already/)).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull();
    expect(await everythingIn(notebook)).toEqual(before);
  });
});
