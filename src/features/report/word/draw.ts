import { inkOf, PAGE_HEIGHT, PAGE_WIDTH } from '../../../domain/stroke.ts';
import { strokeOfText } from '../../../domain/stroke-text.ts';
import type { Stroke } from '../../../domain/note.ts';
import type { Subject } from '../../../domain/study.ts';
import { newDrawing, toJpeg, type Drawing } from '../../../media/canvas.ts';
import { strokeOutline } from '../../../media/stroke-outline.ts';
import type { Glance } from '../glance.ts';

export interface DrawnPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** What turns lines into picture points; where there is no canvas, a document has only its photos and words. */
export interface Draw {
  readonly drawing: (strokes: readonly Stroke[]) => Promise<DrawnPicture>;
  readonly onPhoto: (jpeg: Uint8Array<ArrayBuffer>, strokes: readonly Stroke[]) => Promise<DrawnPicture>;
  readonly glance: (glance: Glance) => Promise<DrawnPicture>;
}

const DRAWING_WIDTH = 1000;
const QUALITY = 0.85;
const INKS = { ink: '#1a1d21', green: '#1f6b45' } as const;

export const canvasDraw: Draw = {
  async drawing(strokes) {
    const page = newDrawing(DRAWING_WIDTH, Math.round((DRAWING_WIDTH * PAGE_HEIGHT) / PAGE_WIDTH));
    paper(page);
    drawStrokes(page, strokes);
    return await finished(page);
  },
  async onPhoto(jpeg, strokes) {
    const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    const page = newDrawing(bitmap.width, bitmap.height);
    page.context.drawImage(bitmap, 0, 0);
    bitmap.close();
    drawStrokes(page, strokes);
    return await finished(page);
  },
  async glance(glance) {
    return await finished(drawGlance(glance));
  },
};

function drawStrokes({ canvas, context }: Drawing, strokes: readonly Stroke[]): void {
  context.save();
  context.scale(canvas.width / PAGE_WIDTH, canvas.width / PAGE_WIDTH);
  for (const { ink, points } of strokes) {
    const outline = new Path2D(strokeOutline(strokeOfText(points)));
    context.lineWidth = 14;
    context.strokeStyle = '#ffffff';
    context.stroke(outline);
    context.fillStyle = INKS[inkOf(ink)];
    context.fill(outline);
  }
  context.restore();
}

/** The light theme's colours of the pupils: what leaves the app is read on paper. */
const COLOURS: Record<Subject, string> = { A: '#1b5e9e', B: '#9c4a00', C: '#75398a', class: '#475059' };
const CHART = { width: 1400, left: 330, column: 260, row: 54, head: 56 };

function drawGlance({ subjects, rows, most }: Glance): Drawing {
  const page = newDrawing(CHART.width, CHART.head + rows.length * CHART.row + 12);
  const { context } = page;
  paper(page);
  context.textBaseline = 'middle';
  const write = (text: string, x: number, y: number, width: number, font: string) => {
    context.font = `${font} 24px sans-serif`;
    context.fillText(text, x, y, width);
  };
  for (const [column, { subject, name }] of subjects.entries()) {
    context.fillStyle = COLOURS[subject];
    write(name, CHART.left + column * CHART.column, CHART.head / 2, CHART.column - 20, 'bold');
  }
  for (const [row, { stage, counts }] of rows.entries()) {
    const y = CHART.head + (row + 0.5) * CHART.row;
    context.fillStyle = INKS.ink;
    write(stage, 8, y, CHART.left - 30, 'normal');
    for (const [column, { evidence, thoughts }] of counts.entries()) {
      const colour = COLOURS[subjects[column]?.subject ?? 'class'];
      const x = CHART.left + column * CHART.column;
      context.fillStyle = colour;
      write(String(evidence + thoughts), x, y, 50, 'normal');
      const perNote = (CHART.column - 80) / Math.max(1, most);
      context.fillRect(x + 50, y - 13, evidence * perNote, 26);
      if (thoughts === 0) continue;
      context.strokeStyle = colour;
      context.setLineDash([6, 5]);
      context.lineWidth = 2;
      context.strokeRect(x + 51 + evidence * perNote, y - 12, thoughts * perNote, 24);
    }
  }
  return page;
}

function paper({ canvas, context }: Drawing): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
}

async function finished(page: Drawing): Promise<DrawnPicture> {
  const jpeg = await toJpeg(page, QUALITY);
  return {
    bytes: new Uint8Array(await jpeg.arrayBuffer()),
    width: page.canvas.width,
    height: page.canvas.height,
  };
}
