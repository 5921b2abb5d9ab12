/**
 * What a spreadsheet takes for the start of a formula or a cell break, with the full-width forms that some locales
 * fold to them (OWASP, "CSV Injection").
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text that a spreadsheet shows as it is: an apostrophe goes before what it would run as a formula. */
export function defuseFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
