/**
 * Hands a file to the browser, which saves it where its own settings say. No dialog of ours: it also works after work
 * that took longer than a browser lets a tap count.
 */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser takes the bytes a little after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** On tablets: the sheet from which a file goes to colleagues or into a folder. */
export function canShare(file: File): boolean {
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });
}

export async function shareFile(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    // Closed without sharing; the file is saved already.
    if ((error as Error).name !== 'AbortError') console.warn('The file could not be shared.', error);
  }
}

const LONGEST_NAME = 60;

/** `Saying why - notes.csv`: without whatever a file system might not take. */
export function fileName(study: string, what: string, ending: string): string {
  const plain = study
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, LONGEST_NAME).join('').replace(/^\.+/, '').trim();
  return `${short === '' ? 'Threefold' : short} - ${what}.${ending}`;
}
