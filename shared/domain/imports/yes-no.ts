const YES = new Set([
  'yes',
  'y',
  'true',
  't',
  '1',
  '1.0',
  'x',
  'ja',
  'j',
  'oui',
  'o',
  'si',
  'sí',
  'disputed',
  'open',
]);

/** True for a cell that says yes; everything else, also nothing, is no. */
export function isYes(text: string): boolean {
  return YES.has(text.toLowerCase());
}
