import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { Subject } from '../../../domain/study.ts';
import type { Glance } from '../glance.ts';
import { textCell, type Cell, type Part, type Table as TableBlock } from '../report-blocks.ts';
import { paragraph, TEXT_WIDTH } from './word-words.ts';
import type { WordJob } from './word-job.ts';
import { picturesOfPart, type DrawnPictures } from './word-pictures.ts';

/** The same tints as on the screen; letter and alias stand beside them, so that colour is never alone. */
const TINTS: Record<Subject, string> = { A: 'E9F1FA', B: 'FCF0E4', C: 'F6EDF9', class: 'EEF0F1' };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'CFCBBF' };
const LINES = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

/** A table whose head comes again on every page. */
export function wordTable(table: TableBlock, job: WordJob, pictures: DrawnPictures): Table {
  const widths = table.widths.map((share) => Math.round((TEXT_WIDTH * share) / 100));
  const cellAt = (cell: Cell, column: number) => wordCell(cell, widths[column] ?? 0, job, pictures);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: LINES,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: table.head.map(cellAt) }),
      ...table.rows.map((row) => new TableRow({ children: row.map(cellAt) })),
    ],
  });
}

function wordCell(cell: Cell, width: number, job: WordJob, pictures: DrawnPictures): TableCell {
  const children = cell.parts.flatMap((part) => paragraphsOf(part, cell, width, job, pictures));
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 40, left: 90, right: 90 },
    ...(cell.subject && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: TINTS[cell.subject] } }),
    // A cell without a paragraph is no cell to Word.
    children: children.length > 0 ? children : [new Paragraph({})],
  });
}

function paragraphsOf(
  part: Part,
  cell: Cell,
  width: number,
  job: WordJob,
  pictures: DrawnPictures,
): readonly Paragraph[] {
  if (part.kind === 'words') {
    const runs = cell.isHead ? part.runs.map((run) => ({ ...run, mark: 'strong' as const })) : part.runs;
    return [paragraph(runs)];
  }
  return part.parts.flatMap((each, index) =>
    each.kind === 'words'
      ? [paragraph(each.runs, { keepNext: index < part.parts.length - 1 })]
      : picturesOfPart(each, width, job, pictures),
  );
}

/** The numbers of the chart, for whoever cannot see it. */
export function glanceTable({ subjects, rows }: Glance, stageLabel: string): Table {
  const head: readonly Cell[] = [
    textCell(stageLabel, { isHead: true }),
    ...subjects.map(({ subject, name }) => textCell(name, { subject, isHead: true })),
  ];
  const table: TableBlock = {
    kind: 'table',
    label: stageLabel,
    head,
    rows: rows.map(({ stage, counts }) => [
      textCell(stage, { isHead: true }),
      ...counts.map(({ evidence, thoughts }) => textCell(String(evidence + thoughts))),
    ]),
    widths: [32, 17, 17, 17, 17],
  };
  return wordTable(table, NO_JOB, NO_PICTURES);
}

const NO_JOB: WordJob = {
  blocks: [],
  title: '',
  language: 'en-GB',
  pictures: new Map(),
  stageLabel: '',
  missing: '',
};
const NO_PICTURES: DrawnPictures = { photos: new Map(), drawings: new Map(), glances: new Map() };
