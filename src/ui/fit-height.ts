/** Browsers without `field-sizing`: the field grows with its text. */
export function fitHeight(field: HTMLTextAreaElement | null) {
  if (field === null || CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
