const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const FLOAT_DIGITS = 15;

/** A number as files write it (`1.5E3`, `-.5`), written without an exponent; null when the text is no number. */
export function plainNumber(text: string): string | null {
  const match = NUMBER.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '') return null;
  const exponent = Number(match[4] ?? 0);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded =
    point > digits.length
      ? digits.padEnd(point, '0')
      : digits.padStart(digits.length - Math.min(point, 0), '0');
  const at = Math.max(point, 0);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(at);
  return `${match[1] === '-' ? '-' : ''}${left}${right === '' ? '' : `.${right}`}`;
}

/**
 * The number of a spreadsheet cell as plain text. Spreadsheets store binary floats: of `1234.5600000000001` only the
 * 15 digits that they show count, so that the noise of the float is not taken for decimals.
 */
export function spreadsheetNumber(text: string): string | null {
  const plain = plainNumber(text);
  if (plain === null || plain.replace(/\D/g, '').length <= FLOAT_DIGITS) return plain;
  const shown = plainNumber(Number(plain).toPrecision(FLOAT_DIGITS));
  return shown?.includes('.') ? shown.replace(/0+$/, '').replace(/\.$/, '') : shown;
}
