// What the first three bits of a value say it is (RFC 8949, section 3.1).
export const UNSIGNED = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const MAP = 5;
export const SIMPLE = 7;
