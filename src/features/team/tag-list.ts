const MAX_TAGS = 40;

/** The tags in what was typed: one a line or between commas, each once, in the order typed. */
export function tagsIn(text: string): readonly string[] {
  const tags = text
    .split(/[\n,;]/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, MAX_TAGS);
}

export function areSameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, index) => tag === b[index]);
}
