import Dexie, { type EntityTable } from 'dexie';
import { classroomNotes } from '../classroom-text.ts';

/**
 * What the machine allows a capture screen without drafts, stages, merging, sealing or a framework: a field, buttons, four
 * lists, and one strict transaction for a note. Where it shows the same, it has the same names as the app's.
 */
interface BareNote {
  readonly id: string;
  readonly pupil: number;
  readonly kind: string;
  readonly text: string;
}

const db = new Dexie('bench-floor-capture', { chromeTransactionDurability: 'strict' }) as Dexie & {
  notes: EntityTable<BareNote, 'id'>;
  outbox: EntityTable<BareNote, 'id'>;
};
db.version(1).stores({ notes: 'id, pupil', outbox: 'id' });

/** What a screen has room for. */
const DRAWN = 20;
const EARLIER = 500;

const field = document.querySelector('textarea') as HTMLTextAreaElement;
const lists = [...document.querySelectorAll('ol')];
const chosen = { pupil: 0, kind: 'Saw', stage: 1 };

function draw({ kind, text, pupil }: Pick<BareNote, 'kind' | 'text' | 'pupil'>): void {
  const line = document.createElement('li');
  line.textContent = `${kind} ${text}`;
  const list = lists[pupil] as HTMLOListElement;
  list.prepend(line);
  if (list.childElementCount > DRAWN) list.lastElementChild?.remove();
}

function save(): void {
  const text = field.value.trim();
  if (text === '') return;
  const note: BareNote = { id: crypto.randomUUID(), pupil: chosen.pupil, kind: chosen.kind, text };
  field.value = '';
  draw(note);
  void db.transaction('rw', db.notes, db.outbox, async () => {
    await db.notes.put(note);
    await db.outbox.put(note);
  });
}

function pressOne(button: HTMLButtonElement): void {
  for (const other of button.parentElement?.children ?? [])
    other.setAttribute('aria-pressed', String(other === button));
}

for (const group of document.querySelectorAll('[role="group"]')) {
  for (const [index, button] of [...group.querySelectorAll('button')].entries()) {
    button.addEventListener('click', () => {
      pressOne(button);
      if (group.ariaLabel === 'Kind') chosen.kind = button.textContent;
      else {
        save();
        chosen.pupil = index;
      }
      field.focus();
    });
  }
}
document.querySelector('#next')?.addEventListener('click', () => {
  chosen.stage++;
  field.focus();
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  save();
});

await navigator.serviceWorker.register('./floor-worker.js');
await db.open();
const before = await db.notes.orderBy('id').toArray();
if (before.length === 0) {
  const earlier = classroomNotes(EARLIER, 1).map(({ text, kind }, index) => ({
    id: `earlier ${String(index).padStart(4, '0')}`,
    pupil: index % lists.length,
    kind,
    text,
  }));
  await db.notes.bulkAdd(earlier);
  before.push(...earlier);
}
for (const note of before) draw(note);
field.disabled = false;
