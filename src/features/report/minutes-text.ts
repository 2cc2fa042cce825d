import type { WholeStudy } from '../../notebook/read-whole-study.ts';

/** The name of the text in an item's Yjs document. */
const TEXT_NAME = 'text';

/** What was typed together, by agenda item. Yjs is fetched only when somebody typed. */
export async function minutesTexts(
  lessons: WholeStudy['wholeLessons'],
): Promise<ReadonlyMap<string, string>> {
  const items = lessons.flatMap(({ agenda }) => agenda).filter(({ updates }) => updates.length > 0);
  if (items.length === 0) return new Map();
  const { applyUpdate, decodeUpdate, Doc } = await import('yjs');
  return new Map(
    items.map(({ id, updates }) => {
      const document = new Doc();
      for (const update of updates) {
        try {
          // Read to its end before it is applied: one that is cut would leave half of itself in the text.
          decodeUpdate(update);
          applyUpdate(document, update);
        } catch (error) {
          console.warn('A part of the minutes could not be read.', error);
        }
      }
      return [id, document.getText(TEXT_NAME).toJSON().trim()];
    }),
  );
}
