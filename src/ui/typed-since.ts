/** Of the words in a field, what was typed after `said` was taken from it to be saved; all of them where `said` was changed. */
export function typedSince(words: string, said: string): string {
  return words.startsWith(said) ? words.slice(said.length).trimStart() : words;
}
