import * as Y from 'yjs';
import { HERE, type ItemMinutes } from './minutes.ts';
import { spliceBetween } from './splice.ts';

/** Called after each change of what the field shows or of where its caret is. */
export interface FieldListener {
  readonly onShown: (text: string) => void;
  readonly onCaret: () => void;
}

/**
 * Joins a text area with a joint text, both ways. What is typed goes into the text as the smallest change that explains
 * it, whatever typed it: keys, paste, dictation, a spelling correction. What others typed comes into the field around
 * the caret, which stays at the word it was at. Answers how to stop.
 */
export function bindField(
  field: HTMLTextAreaElement,
  { text, undo, setHeld, flush }: ItemMinutes,
  { onShown, onCaret }: FieldListener,
): () => void {
  const { doc } = text;
  if (doc === null) throw new Error('The text belongs to no document.');
  let shown = text.toJSON();
  field.value = shown;
  onShown(shown);
  const onChange = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === HERE) return;
    shown = text.toJSON();
    const { selectionStart, selectionEnd } = field;
    const direction = field.selectionDirection;
    const { scrollTop } = field;
    field.value = shown;
    // Where the change lies tells undo where to put the caret; a colleague's change leaves it at its word.
    const undone = transaction.origin === undo ? endOfChange(event) : undefined;
    if (isFocused(field)) {
      const start = undone ?? movedBy(event, selectionStart);
      field.setSelectionRange(start, undone ?? movedBy(event, selectionEnd), direction);
    }
    field.scrollTop = scrollTop;
    onShown(shown);
  };
  const onInput = () => {
    const splice = spliceBetween(shown, field.value, field.selectionEnd);
    if (splice === undefined) return;
    shown = field.value;
    doc.transact(() => {
      if (splice.removed > 0) text.delete(splice.at, splice.removed);
      if (splice.inserted !== '') text.insert(splice.at, splice.inserted);
    }, HERE);
    onShown(shown);
  };
  const goBack = () => void undo.undo();
  const goForward = () => void undo.redo();
  const onBeforeInput = (event: InputEvent) => {
    // The field's own list of steps knows nothing of what others typed between them.
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    if (event.inputType === 'historyUndo') goBack();
    else goForward();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) goForward();
    else goBack();
  };
  const onComposing = () => setHeld(true);
  const onComposed = () => {
    onInput();
    setHeld(false);
  };
  const onBlur = () => {
    onComposed();
    undo.stopCapturing();
    flush();
    onCaret();
  };

  const stop = new AbortController();
  const { signal } = stop;
  text.observe(onChange);
  field.addEventListener('input', onInput, { signal });
  field.addEventListener('beforeinput', onBeforeInput, { signal });
  field.addEventListener('keydown', onKeyDown, { signal });
  field.addEventListener('compositionstart', onComposing, { signal });
  field.addEventListener('compositionend', onComposed, { signal });
  field.addEventListener('blur', onBlur, { signal });
  for (const moved of ['focus', 'input', 'keyup', 'pointerup', 'select'])
    field.addEventListener(moved, onCaret, { signal });
  return () => {
    stop.abort();
    text.unobserve(onChange);
    setHeld(false);
    flush();
  };
}

function isFocused(field: HTMLTextAreaElement): boolean {
  return field.ownerDocument.activeElement === field;
}

/**
 * A caret belongs to the letter before it. Two who type at the same place then each go on behind their own words, and
 * never into the middle of each other's.
 */
export function caretAt(text: Y.Text, index: number): Y.RelativePosition {
  return Y.createRelativePositionFromTypeIndex(text, index, -1);
}

/** Where a place in the old text is in the new one; what comes in right there stands behind it. */
function movedBy({ delta }: Y.YTextEvent, place: number): number {
  let moved = place;
  let index = 0;
  for (const { retain = 0, insert = '', delete: removed = 0 } of delta) {
    index += retain;
    if (index >= moved) return moved;
    if (typeof insert === 'string' && insert !== '') {
      moved += insert.length;
      index += insert.length;
    }
    moved -= Math.min(removed, moved - index);
  }
  return moved;
}

function endOfChange({ delta }: Y.YTextEvent): number | undefined {
  let index = 0;
  let end: number | undefined;
  for (const { retain = 0, insert = '', delete: removed = 0 } of delta) {
    index += retain;
    if (typeof insert === 'string') index += insert.length;
    if (insert !== '' || removed > 0) end = index;
  }
  return end;
}
