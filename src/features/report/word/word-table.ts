import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalMergeType,
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
  const cellAt = (cell: Cell, column: number, merge?: Merge) =>
    wordCell(cell, widths[column] ?? 0, job, pictures, merge);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: LINES,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.head.map((cell, column) => cellAt(cell, column)),
      }),
      ...table.rows.flatMap((row) => wordRows(row, cellAt)),
    ],
  });
}

type Merge = (typeof VerticalMergeType)[keyof typeof VerticalMergeType];
/** About a fifth of a page: what stands in one row is never cut by its end. */
const CHARACTERS_IN_ROW = 900;

/** One row, or several that look like one where its last cell is long: between notes a page may end, within one never. */
function wordRows(
  row: readonly Cell[],
  cellAt: (cell: Cell, column: number, merge?: Merge) => TableCell,
): readonly TableRow[] {
  const last = row.at(-1);
  const pieces = last === undefined ? [] : inPieces(last.parts);
  if (last === undefined || pieces.length < 2) {
    return [new TableRow({ cantSplit: true, children: row.map((cell, column) => cellAt(cell, column)) })];
  }
  return pieces.map((parts, piece) => {
    const merge = piece === 0 ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE;
    const before = row
      .slice(0, -1)
      .map((cell, column) => cellAt(piece === 0 ? cell : { ...cell, parts: [] }, column, merge));
    return new TableRow({
      cantSplit: true,
      children: [...before, cellAt({ ...last, parts }, row.length - 1)],
    });
  });
}

function inPieces(parts: readonly Part[]): readonly (readonly Part[])[] {
  const pieces: Part[][] = [];
  let size = 0;
  for (const part of parts) {
    const length = lengthOf(part);
    const piece = pieces.at(-1);
    if (piece === undefined || size + length > CHARACTERS_IN_ROW) {
      pieces.push([part]);
      size = length;
    } else {
      piece.push(part);
      size += length;
    }
  }
  return pieces;
}

/** A picture takes as much room as many words. */
function lengthOf(part: Part): number {
  if (part.kind === 'words') return part.runs.reduce((sum, { text }) => sum + text.length, 0);
  return part.parts.reduce(
    (sum, each) => sum + (each.kind === 'words' ? lengthOf(each) : CHARACTERS_IN_ROW),
    0,
  );
}

function wordCell(
  cell: Cell,
  width: number,
  job: WordJob,
  pictures: DrawnPictures,
  verticalMerge: Merge | undefined,
): TableCell {
  const children = cell.parts.flatMap((part) => paragraphsOf(part, cell, width, job, pictures));
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 40, left: 90, right: 90 },
    ...(verticalMerge && { verticalMerge }),
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
    widths: [32, ...subjects.map(() => 68 / subjects.length)],
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
