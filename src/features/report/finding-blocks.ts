import { lessonOf, parentId, lastSegment } from '../../domain/ids.ts';
import { hasWords } from '../../domain/interview.ts';
import type { Entity } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeStudy } from '../../notebook/read-whole-study.ts';
import { noteRuns } from './note-part.ts';
import type { NameOf } from './observer-names.ts';
import { facts, heading, words, type Block, type Run } from './report-blocks.ts';
import { doubtAbout, lessonName, pupilName } from './report-words.ts';

/** What the study found, each claim with what it rests on. */
export function findingBlocks(study: WholeStudy, nameOf: NameOf): readonly Block[] {
  if (study.findings.length === 0) return [];
  return [
    heading(1, m.report_findings(), { startsPage: true }),
    ...study.findings.flatMap(({ finding, evidence, standing }, index): readonly Block[] => {
      const doubt = doubtAbout({ finding, standing });
      const items = evidence.flatMap((each) => evidenceRuns(study, each, nameOf) ?? []);
      return [
        heading(2, m.report_finding({ number: index + 1 })),
        words({ text: wordings(finding, 'claim', finding.claim), mark: 'strong' }),
        ...(doubt === '' ? [] : [words({ text: doubt, mark: 'second' })]),
        ...(items.length > 0
          ? [words({ text: m.report_rests_on(), mark: 'second' }), { kind: 'list', items } as const]
          : []),
        ...facts([
          [m.report_limits(), wordings(finding, 'limits', finding.limits)],
          [m.report_next_step(), wordings(finding, 'nextStep', finding.nextStep)],
        ]),
      ];
    }),
  ];
}

/** A note, a photo's note or an answer in its own words, with the lesson it is from; nothing for what has gone. */
export function evidenceRuns(
  { wholeLessons }: Pick<WholeStudy, 'wholeLessons'>,
  { row }: Pick<Entity<'evidence'>, 'row'>,
  nameOf: NameOf,
): readonly (readonly Run[])[] | undefined {
  const lesson = wholeLessons.find(({ plan }) => plan.lesson.id === lessonOf(row));
  if (lesson === undefined) return undefined;
  const from: Run = { text: `${lessonName(lesson.plan.lesson)} · `, mark: 'second' };
  const note = lesson.notes.find(({ id }) => id === row || id === parentId(row));
  if (note !== undefined) {
    const isPhoto = note.id !== row;
    if (isPhoto && !lesson.photos.get(note.id)?.some(({ id }) => id === row)) return undefined;
    return [[from, ...(isPhoto ? [{ text: `${m.report_photo()} ` }] : []), ...noteRuns(note, nameOf)]];
  }
  const answers = lesson.answers.filter(
    (answer) => hasWords(answer) && (answer.id === row || answer.id.startsWith(`${row}.`)),
  );
  const interview = lesson.interviews.find(({ id }) => id === row);
  const letter = answers[0]?.letter ?? interview?.letter ?? lastSegment(row);
  const pupil = lesson.plan.pupils.find((each) => each.letter === letter);
  if (answers.length === 0 || pupil === undefined) return undefined;
  return answers.map((answer) => [
    from,
    { text: `${m.report_own_words({ pupil: pupilName(pupil) })} `, mark: 'strong' as const },
    { text: wordings(answer, 'text', answer.text) },
    { text: ` (${answer.question})`, mark: 'second' as const },
  ]);
}
