import { Paragraph, TextRun } from 'docx';
import type { Run } from '../report-blocks.ts';

/** Text of a page between its margins, in twentieths of a point: A4 with 18 mm at either side. */
export const TEXT_WIDTH = 9864;

export function paragraph(
  runs: readonly Run[],
  { isItem = false, keepNext = false }: { isItem?: boolean; keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    children: textRuns(runs),
    spacing: { after: 80 },
    // No note is cut by the end of a page.
    keepLines: true,
    keepNext,
    ...(isItem && { numbering: { reference: 'bullets', level: 0 } }),
  });
}

/** A thought is in italics and dotted below, so that it is never taken for evidence. */
export function textRuns(runs: readonly Run[]): readonly TextRun[] {
  return runs.flatMap(({ text, mark }) =>
    text.split('\n').map(
      (line, index) =>
        new TextRun({
          text: line,
          ...(index > 0 && { break: 1 }),
          ...(mark === 'strong' && { bold: true }),
          ...(mark === 'second' && { color: '545C66' }),
          ...(mark === 'thought' && { italics: true, underline: { type: 'dash' as const } }),
        }),
    ),
  );
}
