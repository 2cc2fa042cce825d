import type { WholeStudy } from '../../notebook/read-whole-study.ts';

/** The name of the text in an item's Yjs document. */
const TEXT_NAME = 'text';

/** What was typed together, by agenda item. Yjs is fetched only when somebody typed. */
export async function minutesTexts(
  lessons: WholeStudy['wholeLessons'],
): Promise<ReadonlyMap<string, string>> {
  const items = lessons.flatMap(({ agenda }) => agenda).filter(({ updates }) => updates.length > 0);
  if (items.length === 0) return new Map();
  const { applyUpdate, Doc } = await import('yjs');
  return new Map(
    items.map(({ id, updates }) => {
      const document = new Doc();
      for (const update of updates) {
        try {
          applyUpdate(document, bytesOf(update));
        } catch (error) {
          // One damaged update blocks nothing: the others say what they say.
          console.warn('A part of the minutes could not be read.', error);
        }
      }
      return [id, document.getText(TEXT_NAME).toString().trim()];
    }),
  );
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
