const POINT_ZERO = /^\d+\.0$/;
const OTHER_FRACTION = /^\d+\.(?!0$)\d+$/;
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** True for `1930438491.0`: a whole number to which a spreadsheet added `.0`. */
export function hasPointZero(text: string): boolean {
  return text.endsWith('.0') && POINT_ZERO.test(text);
}

/** True for `12.5`: in a column with such identifiers a `.0` belongs to the identifier. */
export function hasOtherFraction(text: string): boolean {
  return OTHER_FRACTION.test(text);
}

export function withoutPointZero(text: string): string {
  return hasPointZero(text) ? text.slice(0, -2) : text;
}

/** True for `1.93044E+09`: a spreadsheet shortened a long number, and its last digits are gone. */
export function isShortenedNumber(text: string): boolean {
  return SHORTENED.test(text);
}
