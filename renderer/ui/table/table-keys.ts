/** Where a movement key leads in a list; null when the key is no movement or there is no row. */
export function moveBy(key: string, from: number, count: number, pageRows: number): number | null {
  if (count === 0) return null;
  const target = targetOf(key, from, count, pageRows);
  return target === null ? null : Math.min(count - 1, Math.max(0, target));
}

function targetOf(key: string, from: number, count: number, pageRows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from < 0 ? count - 1 : from - 1;
    case 'PageDown':
      return Math.max(0, from) + pageRows;
    case 'PageUp':
      return from - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
