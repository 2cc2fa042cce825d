import * as Y from 'yjs';
import { bindField } from '../../../../src/features/review/discussion/bind-field.ts';
import { HERE, type ItemMinutes } from '../../../../src/features/review/discussion/minutes.ts';

/** One person at one field, with the steps that leave it. */
export interface Typist {
  readonly field: HTMLTextAreaElement;
  readonly minutes: ItemMinutes & { readonly hear: (update: Uint8Array) => void };
  readonly sent: readonly Uint8Array[];
  /** Types over what is marked, letter after letter, as a browser does it. */
  readonly type: (letters: string) => void;
  readonly text: () => string;
}

/** A typist with a text of their own; what reaches it is the test's to say. `id` decides whose words come first. */
export function typist(id?: number): Typist {
  const doc = new Y.Doc();
  if (id !== undefined) doc.clientID = id;
  const text = doc.getText('text');
  const sent: Uint8Array[] = [];
  let held: Uint8Array[] = [];
  let isHeld = false;
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'heard') sent.push(update);
  });
  const hear = (update: Uint8Array) => {
    if (isHeld) held.push(update);
    else Y.applyUpdate(doc, update, 'heard');
  };
  const minutes = {
    text,
    undo: new Y.UndoManager(text, { trackedOrigins: new Set([HERE]), captureTimeout: 0 }),
    setHeld(next: boolean) {
      isHeld = next;
      if (isHeld) return;
      const waiting = held;
      held = [];
      waiting.forEach(hear);
    },
    flush: () => undefined,
    hear,
  };
  const field = document.createElement('textarea');
  document.body.append(field);
  bindField(field, minutes, { onShown: () => undefined, onCaret: () => undefined });
  return {
    field,
    minutes,
    sent,
    text: () => text.toJSON(),
    type(letters) {
      field.focus();
      for (const letter of letters) {
        const { selectionStart: start, selectionEnd: end, value } = field;
        field.value = value.slice(0, start) + letter + value.slice(end);
        field.setSelectionRange(start + letter.length, start + letter.length);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
  };
}
