/** Letters that Unicode does not take apart into a plain letter and its accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Large and small letters, accents and the sort of apostrophe make no difference; line breaks stay. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[łøđðþßæœı]/gu, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(/[‘’ʼ´`]/gu, "'")
    .replaceAll(/[^\S\n]+/gu, ' ');
}

/** The words of a text, made plain. */
export function wordsOf(text: string): readonly string[] {
  return plainWords(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
