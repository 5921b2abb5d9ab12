/** The most characters that a cell holds (ECMA-376); Excel calls a file with more damaged. */
const MOST_CHARACTERS = 32_767;

/** `_x0041_` within a text would be read as the character it names (ECMA-376, ST_Xstring). */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** A text as it goes into a workbook so that it is read back as it was; longer ones are cut and end in `…`. */
export function sheetText(text: string): string {
  const escaped = text.toWellFormed().replace(LOOKS_ESCAPED, '_x005F_');
  const whole =
    escaped.length <= MOST_CHARACTERS ? escaped : `${escaped.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
  return whole in Object.prototype ? escapeFirst(whole) : whole;
}

/** The writer keeps its texts in a plain object, where `constructor` is already taken: such a text is spelled in another way. */
function escapeFirst(text: string): string {
  const code = text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `_x${code}_${text.slice(1)}`;
}
