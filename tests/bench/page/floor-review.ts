import { classroomNotes } from '../classroom-text.ts';

/**
 * What the machine allows a review without a framework: a lesson's 450 notes as plain lines, which buttons hide and show;
 * the same as marks; and a field that looks through those of three lessons. The links and buttons have the app's names.
 */
const NOTES = 450;
const LESSONS = 3;
/** As many hits as a screen has room for. */
const HITS = 20;
const STAGES = 6;
const OBSERVERS = 3;
/** Marks of one pupil and kind are one path. */
const FORMS = 12;

interface BareNote {
  readonly text: string;
  readonly pupil: number;
  readonly observer: number;
  readonly stage: number;
  readonly kind: string;
  readonly tag: number;
  readonly line: HTMLLIElement;
}

const bare = classroomNotes(NOTES, 1).map(({ text, kind }, index): BareNote => {
  const line = document.createElement('li');
  line.textContent = text;
  return {
    text,
    kind,
    line,
    pupil: index % 4,
    observer: index % OBSERVERS,
    stage: Math.floor((index * STAGES) / NOTES),
    tag: index % 5,
  };
});
const lookedThrough = classroomNotes(NOTES * LESSONS, 2).map(({ text }) => text.toLowerCase());

const FILTERS: Readonly<Record<string, (note: BareNote) => boolean>> = {
  'Surprises only': ({ stage }) => stage % 2 === 1,
  'Disagreements only': ({ stage }) => stage % 3 === 0,
  'Starred only': ({ tag, pupil }) => tag === 1 && pupil === 1,
  Robin: ({ pupil }) => pupil === 0,
  Said: ({ kind }) => kind === 'said',
  'Sam Dale': ({ observer }) => observer === 1,
  '2 Model': ({ stage }) => stage === 1,
  reason: ({ tag }) => tag === 0,
};

const count = document.querySelector('p') as HTMLParagraphElement;
const shown = document.querySelector('#shown') as HTMLDivElement;
const pressed = new Set<string>();

function filter(): void {
  let left = 0;
  for (const note of bare) {
    const isLeft = [...pressed].every((name) => FILTERS[name]?.(note));
    note.line.hidden = !isLeft;
    if (isLeft) left++;
  }
  count.textContent = `${left} of ${NOTES} notes`;
}

function board(): void {
  const list = document.createElement('ol');
  list.append(...bare.map(({ line }) => line));
  shown.replaceChildren(list);
  filter();
}

function timeline(): void {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 1000 300');
  for (let form = 0; form < FORMS; form++) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    const marks = bare.flatMap(({ stage, pupil, tag }, index) =>
      index % FORMS === form ? `M${stage * 160 + (index % 70) * 2} ${pupil * 70 + tag * 9}h8v8h-8z` : [],
    );
    path.setAttribute('d', marks.join(''));
    svg.append(path);
  }
  const slider = document.createElement('div');
  slider.setAttribute('role', 'slider');
  slider.append(svg);
  shown.replaceChildren(slider);
}

function search(): void {
  const field = document.createElement('input');
  field.type = 'search';
  const list = document.createElement('ol');
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase();
    const hits = words === '' ? [] : lookedThrough.filter((text) => text.includes(words));
    count.textContent = `${hits.length} found`;
    list.replaceChildren(
      ...hits.slice(0, HITS).map((text) => {
        const line = document.createElement('li');
        line.textContent = text;
        return line;
      }),
    );
  });
  shown.replaceChildren(field, list);
}

const VIEWS: Readonly<Record<string, () => void>> = {
  '#board': board,
  '#timeline': timeline,
  '#search': search,
};
for (const link of document.querySelectorAll('a')) link.addEventListener('click', () => VIEWS[link.hash]?.());

for (const name of [...Object.keys(FILTERS), 'Show all']) {
  const button = document.createElement('button');
  button.textContent = name;
  button.addEventListener('click', () => {
    if (name === 'Show all') pressed.clear();
    else pressed.add(name);
    for (const each of document.querySelectorAll('button'))
      each.setAttribute('aria-pressed', String(pressed.has(each.textContent)));
    filter();
  });
  document.querySelector('#filters')?.append(button);
}

VIEWS[location.hash]?.();
