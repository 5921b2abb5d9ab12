/** A number with its word: `1 account`, `1,204 accounts`. */
export function count(value: number, one: string, many = `${one}s`, locale = 'en-GB'): string {
  return `${new Intl.NumberFormat(locale).format(value)} ${value === 1 ? one : many}`;
}
