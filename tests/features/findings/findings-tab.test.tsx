// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FindingsTab } from '../../../src/features/findings/findings-tab.tsx';
import { commit } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { useNotebookQuery } from '../../../src/notebook/notebook-context.tsx';
import { agreedFindings, studyFindings } from '../../../src/notebook/read-findings.ts';
import { studyOverview } from '../../../src/notebook/read-study.ts';
import {
  addFinding,
  agreeFinding,
  chooseEvidence,
  updateFinding,
} from '../../../src/notebook/write-findings.ts';
import { deleteNote } from '../../../src/notebook/write-lesson.ts';
import { show, studyWithNotes } from './study-with-notes.tsx';

function Findings() {
  const overview = useNotebookQuery((notebook) => studyOverview(notebook, 'study'), []);
  return overview ? <FindingsTab overview={overview} /> : null;
}

async function finding(notebook: Notebook, claim: string, ...notes: readonly string[]): Promise<string> {
  const id = await addFinding(notebook, 'study', 'maria');
  await updateFinding(notebook, id, { claim }, {});
  for (const row of notes) await chooseEvidence(notebook, id, { kind: 'note', row });
  return id;
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const evidence = () => screen.findByRole('region', { name: 'Evidence' });

describe('the findings of a study', () => {
  test('say what will be there and offer the first step; the claim is written at once', async () => {
    const notebook = await studyWithNotes();
    show(notebook, <Findings />);

    await screen.findByText('No findings yet');
    fireEvent.click(await button('Add a finding'));
    const claim = await screen.findByLabelText('What we found');
    await waitFor(() => expect(document.activeElement).toBe(claim));
    fireEvent.change(claim, { target: { value: 'In two lessons Robin folded.' } });
    fireEvent.blur(claim);

    await waitFor(async () =>
      expect((await studyFindings(notebook, 'study'))[0]?.finding.claim).toBe('In two lessons Robin folded.'),
    );
  });

  test('take notes of several lessons and interview answers as evidence, found by words and chips', async () => {
    const notebook = await studyWithNotes();
    await finding(notebook, 'Robin reasons with strips');
    show(notebook, <Findings />);

    fireEvent.click(await button('Choose evidence for finding 1'));
    const picker = await screen.findByRole('dialog', { name: 'Evidence for finding 1' });
    await within(picker).findByText('4 of 4');
    fireEvent.change(within(picker).getByLabelText('Search words'), { target: { value: 'STRIP' } });
    await within(picker).findByText('2 of 4');
    fireEvent.click(within(picker).getByRole('checkbox', { name: /Folds the strip/ }));
    await within(picker).findByText('1 chosen');
    fireEvent.click(within(picker).getByRole('checkbox', { name: /The strips/ }));
    await within(picker).findByText('2 chosen');
    fireEvent.change(within(picker).getByLabelText('Search words'), { target: { value: '' } });
    fireEvent.click(within(picker).getByRole('button', { name: 'Lesson 2' }));
    await within(picker).findByText('3 of 4');
    fireEvent.click(within(picker).getByRole('button', { name: 'Chosen only' }));
    await within(picker).findByText('1 of 4');
    fireEvent.click(within(picker).getByRole('button', { name: 'Done' }));

    const pieces = await evidence();
    expect(within(pieces).getAllByRole('listitem')).toHaveLength(2);
    expect(within(pieces).getByText('Maria Evans')).toBeDefined();
    const place = within(pieces).getByRole('link', { name: 'Lesson 1, 1:05' });
    expect(place.getAttribute('href')).toBe('/studies/study/lessons/1/review?view=notes&note=n1');
    const interview = within(pieces).getByRole('link', { name: 'Lesson 2, interview' });
    expect(interview.getAttribute('href')).toBe('/studies/study/lessons/2/review?view=interviews');
  });

  test('take back a piece that is tapped again before the first tap has been read back', async () => {
    const notebook = await studyWithNotes();
    await finding(notebook, 'Robin reasons with strips', 'study.2.n2');
    show(notebook, <Findings />);
    fireEvent.click(await button('Choose evidence for finding 1'));
    const picker = await screen.findByRole('dialog', { name: 'Evidence for finding 1' });
    const folds = await within(picker).findByRole('checkbox', { name: /Folds the strip/ });
    const wider = within(picker).getByRole('checkbox', { name: /parts are wider/ });
    const rows = async () =>
      (await studyFindings(notebook, 'study'))[0]?.evidence.map(({ evidence: { row } }) => row);

    fireEvent.click(folds);
    fireEvent.click(folds);
    fireEvent.click(wider);
    fireEvent.click(wider);
    fireEvent.click(within(picker).getByRole('checkbox', { name: /The strips/ }));

    await waitFor(async () => expect(await rows()).toContain('study.2.A.q1'));
    expect((await rows())?.toSorted()).toEqual(['study.2.A.q1', 'study.2.n2']);
  });

  test('that rest on thoughts alone are refused with the reason, and agreed once a pupil did something', async () => {
    const notebook = await studyWithNotes();
    const id = await finding(notebook, 'Robin needs a partner', 'study.2.n3');
    show(notebook, <Findings />);

    fireEvent.click(await button('Agree on this finding'));
    const reason = await screen.findByRole('alert');
    expect(reason.textContent).toContain('rests only on “I wonder” notes');
    expect(await agreedFindings(notebook)).toEqual([]);

    await chooseEvidence(notebook, id, { kind: 'note', row: 'study.2.n2' });
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    fireEvent.click(await button('Agree on this finding'));

    await screen.findByText('Agreed 20 Nov');
    expect(await agreedFindings(notebook)).toHaveLength(1);
  });

  test('say plainly when evidence was deleted since, and that an agreed one no longer stands', async () => {
    const notebook = await studyWithNotes();
    const id = await finding(notebook, 'Robin folds', 'study.1.n1');
    await agreeFinding(notebook, id);
    show(notebook, <Findings />);
    await screen.findByText('Agreed 20 Nov');

    await deleteNote(notebook, 'study.1.n1');

    await screen.findByText('This note was deleted since. It counts no more.');
    await screen.findByText('No longer stands');
    await screen.findByText(/Everything it rested on was deleted since/);
  });

  test('change places without dragging, and come back when they are removed', async () => {
    const notebook = await studyWithNotes();
    await finding(notebook, 'First');
    await finding(notebook, 'Second');
    show(notebook, <Findings />);
    const claims = () =>
      screen.getAllByLabelText<HTMLTextAreaElement>('What we found').map(({ value }) => value);

    fireEvent.click(await button('Move earlier: Finding 2'));
    await waitFor(() => expect(claims()).toEqual(['Second', 'First']));
    fireEvent.click(await button('Remove finding 1'));
    await waitFor(() => expect(claims()).toEqual(['First']));
    const undo = await button('Undo');
    expect(document.activeElement).toBe(undo);
    fireEvent.click(undo);

    await waitFor(() => expect(claims()).toEqual(['Second', 'First']));
  });

  test('take evidence away and give it back', async () => {
    const notebook = await studyWithNotes();
    await finding(notebook, 'Robin folds', 'study.1.n1');
    show(notebook, <Findings />);

    fireEvent.click(await button('Take away: Folds the strip in half'));
    await screen.findByText('Nothing attached yet.');
    fireEvent.click(await button('Undo'));

    await screen.findByText('Folds the strip in half');
  });

  test('say of a photo that it was deleted, and do not show its note in its place', async () => {
    const notebook = await studyWithNotes();
    const id = await finding(notebook, 'Robin folds');
    const photo = 'study.1.n1.photo';
    await commit(notebook, [{ table: 'photos', row: photo, fields: { width: 4, height: 3, takenAt: 1 } }]);
    await chooseEvidence(notebook, id, { kind: 'photo', row: photo });
    show(notebook, <Findings />);
    await screen.findByText('Folds the strip in half');

    await act(() => commit(notebook, [{ table: 'photos', row: photo, deleted: true }]));

    await screen.findByText('This photo was deleted since. It counts no more.');
    expect(screen.queryByText('Folds the strip in half')).toBeNull();
  });

  test('[M3] show both wordings when two wrote a claim at once', async () => {
    const notebook = await studyWithNotes();
    const id = await finding(notebook, 'Robin folds');
    const stored = await notebook.rows('findings').get(id);
    const at = stored?.stamps?.['claim'] ?? stored?.at ?? '';
    const beside = [{ value: 'Robin draws', at: `${at.slice(0, -'dmaria'.length)}dother` }];
    await notebook.rows('findings').update(id, { prose: { claim: { beside } } });
    show(notebook, <Findings />);

    await screen.findByText('Robin draws');
    fireEvent.click(await button('Keep both'));

    await waitFor(async () =>
      expect((await studyFindings(notebook, 'study'))[0]?.finding.claim).toBe('Robin folds\n\nRobin draws'),
    );
  });
});

describe('a guest among the findings', () => {
  test('reads claim and evidence, changes nothing, and comments', async () => {
    const notebook = await studyWithNotes();
    const id = await finding(notebook, 'Robin folds', 'study.1.n1');
    await agreeFinding(notebook, id);
    const sent = await notebook.outbox.count();
    show(notebook, <Findings />, 'gwen');

    await screen.findByText('Folds the strip in half');
    await waitFor(() => expect(screen.queryByLabelText('Add a finding')).toBeNull());
    const claim = await screen.findByRole('group', { name: 'What we found' });
    expect(claim.textContent).toContain('Robin folds');
    expect(screen.queryAllByRole('textbox')).toEqual([]);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Comment']);

    fireEvent.click(await button('Comment on finding 1'));
    fireEvent.change(await screen.findByLabelText('Your comment'), { target: { value: 'How many pupils?' } });
    expect(await notebook.outbox.count()).toBe(sent);
    fireEvent.click(await button('Add comment'));

    await button('1 comment on finding 1');
    const thread = screen.getByRole('region', { name: 'Comments on finding 1' });
    await within(thread).findByText('How many pupils?');
    expect(thread.textContent).toContain('Gwen Hall(guest)');
  });

  test('goes on typing while a comment is being saved, and keeps every word', async () => {
    const notebook = await studyWithNotes();
    await finding(notebook, 'Robin folds', 'study.1.n1');
    show(notebook, <Findings />, 'gwen');
    fireEvent.click(await button('Comment on finding 1'));
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Your comment');
    fireEvent.change(field, { target: { value: 'How many pupils?' } });

    fireEvent.click(await button('Add comment'));
    fireEvent.change(field, { target: { value: 'How many pupils? And which?' } });

    await button('1 comment on finding 1');
    await waitFor(() => expect(field.value).toBe('And which?'));
  });
});
