/** Letters and digits of a code, without spaces and dashes, as far as they were typed. */
const MAX_CODE = 16;

/** A recovery sheet's code is longer, so that it cannot be taken for an invitation's. */
const SHEET_CODE = 28;

/** A code as it is read to each other, `K7QF 3MVX 9T2H 4RWD`, from what was typed, pasted or scanned; a whole link will do. */
export function tidyCode(typed: string): string {
  return tidied(typed, MAX_CODE);
}

/** The code of a recovery sheet likewise: seven groups of four. */
export function tidySheetCode(typed: string): string {
  return tidied(typed, SHEET_CODE);
}

function tidied(typed: string, length: number): string {
  const behindHash = typed.slice(typed.lastIndexOf('#') + 1);
  const letters = behindHash.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return letters.slice(0, length).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** Whether a scanned text can be an invitation; any other QR code in the room is passed over. */
export function looksLikeInvitation(text: string): boolean {
  return /(^|#)[A-Za-z0-9]{16}$/.test(text.replaceAll(/[\s-]/g, ''));
}

export function looksLikeSheet(text: string): boolean {
  return /(^|#)[A-Za-z0-9]{28}$/.test(text.replaceAll(/[\s-]/g, ''));
}

/** While typing: a pasted link becomes its code at once, anything else stays as it is under the fingers. */
export function codeWhileTyping(typed: string): string {
  return typed.includes('#') ? tidyCode(typed) : typed.slice(0, 200);
}
