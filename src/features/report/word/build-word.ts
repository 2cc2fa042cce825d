import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from 'docx';
import type { Block } from '../report-blocks.ts';
import { glanceTable, wordTable } from './word-table.ts';
import type { Draw, DrawnPicture } from './draw.ts';
import { drawPictures, pictureRun, type DrawnPictures } from './word-pictures.ts';
import type { WordJob } from './word-job.ts';
import { paragraph, textRuns } from './word-words.ts';

const A4 = { width: 11906, height: 16838 };
const MARGIN = 1021;
/** What is left when everything is in place and only the packing is to be done. */
const PACKING_FROM = 0.6;

/** Writes the report as a Word document. `onStep` is told how far it is, from 0 to 1. */
export async function buildWord(job: WordJob, draw: Draw, onStep: (share: number) => void): Promise<Blob> {
  const pictures = await drawPictures(job, draw, (share) => onStep(share * 0.3));
  const children: FileChild[] = [];
  for (const [index, block] of job.blocks.entries()) {
    children.push(...wordOf(block, job, pictures, job.blocks[index + 1]));
    if (index % 10 === 0) onStep(0.3 + (index / job.blocks.length) * (PACKING_FROM - 0.3));
  }
  onStep(PACKING_FROM);
  return await Packer.toBlob(documentOf(job, children));
}

function documentOf({ title, language }: WordJob, children: readonly FileChild[]): Document {
  const headingStyle = (size: number, before: number) => ({
    run: { size, bold: true, color: '1A1D21', font: 'Calibri' },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  return new Document({
    title,
    creator: 'Threefold',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 21, language: { value: language } } },
        title: { run: { size: 40, bold: true, color: '1A1D21', font: 'Calibri' } },
        heading1: headingStyle(32, 360),
        heading2: headingStyle(26, 280),
        heading3: headingStyle(22, 220),
      },
    },
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 340, hanging: 227 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18 }),
                ],
              }),
            ],
          }),
        },
        children: [...children],
      },
    ],
  });
}

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

function wordOf(
  block: Block,
  job: WordJob,
  pictures: DrawnPictures,
  next: Block | undefined,
): readonly FileChild[] {
  const isTableNext = next?.kind === 'table';
  // Word wants a paragraph between two tables, or they become one, and one at the end.
  const spacer = next === undefined || isTableNext ? [new Paragraph({})] : [];
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({ heading: HeadingLevel.TITLE, children: textRuns([{ text: block.text }]) }),
        ...(block.under === '' ? [] : [paragraph([{ text: block.under, mark: 'second' }])]),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: HEADINGS[block.level],
          pageBreakBefore: block.startsPage === true,
          children: textRuns([{ text: block.text }]),
        }),
      ];
    case 'facts':
      return block.facts.map(({ name, text }) =>
        paragraph([{ text: `${name}: `, mark: 'strong' }, { text }]),
      );
    case 'list':
      return block.items.map((runs) => paragraph(runs, { isItem: true }));
    case 'glance':
      return [
        ...chart(pictures.glances.get(block.glance), block.label),
        glanceTable(block.glance, job.stageLabel),
        ...spacer,
      ];
    case 'words':
      return [paragraph(block.runs, { keepNext: isTableNext })];
    case 'table':
      return [wordTable(block, job, pictures), ...spacer];
    default:
      return block satisfies never;
  }
}

const CHART_WIDTH = 600;

function chart(picture: DrawnPicture | undefined, label: string): readonly Paragraph[] {
  if (picture === undefined) return [];
  return [new Paragraph({ keepNext: true, children: [pictureRun(picture, label, CHART_WIDTH)] })];
}
