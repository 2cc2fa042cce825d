import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeStudy } from '../../notebook/read-whole-study.ts';
import { shortDay } from '../../i18n/dates.ts';
import type { NameOf } from './observer-names.ts';
import { heading, type Block, type Run } from './report-blocks.ts';

/** What colleagues and guests remarked on, each beside the words it is about. */
export function commentBlocks(whole: WholeStudy, nameOf: NameOf): readonly Block[] {
  if (whole.comments.length === 0) return [];
  const items = whole.comments.map((comment): readonly Run[] => {
    const name = nameOf(comment.author);
    const day = comment.writtenAt === null ? '' : shortDay(new Date(comment.writtenAt));
    const who = [name, day].filter((each) => each !== '').join(', ');
    const about = aboutWhat(whole, comment.about);
    return [
      { text: wordings(comment, 'text', comment.text) },
      { text: who === '' ? '' : ` (${who})`, mark: 'second' },
      { text: about === '' ? '' : ` ${m.report_comment_about({ text: about })}`, mark: 'second' },
    ];
  });
  return [heading(1, m.report_comments()), { kind: 'list', items }];
}

function aboutWhat({ wholeLessons, findings }: WholeStudy, about: string): string {
  const told = wholeLessons.flatMap(({ notes, answers }) => [...notes, ...answers]);
  const text =
    told.find(({ id }) => about.endsWith(id))?.text ??
    findings.find(({ finding }) => about.endsWith(finding.id))?.finding.claim ??
    '';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
