import { m } from './paraglide/messages.js';

/** A text and whatever crossed with it: on paper too nobody's words are lost. */
export function wordings(
  row: { readonly beside?: Readonly<Record<string, readonly { value: string }[]>> },
  field: string,
  text: string,
): string {
  const others = (row.beside?.[field] ?? []).map(({ value }) => m.report_other_wording({ text: value }));
  return [text, ...others].filter((each) => each.trim() !== '').join('\n');
}
