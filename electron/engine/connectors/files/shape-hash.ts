import { createHash } from 'node:crypto';
import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { CustomerLayout } from '../../../../shared/domain/imports/mapping.ts';

/** Same for two files with the same columns in the same order and the same layout, whatever their rows. */
export function shapeHash(headers: readonly string[], layout: CustomerLayout): string {
  const names = headers.map(normalizeHeader);
  while (names.at(-1) === '') names.pop();
  return createHash('sha256')
    .update(JSON.stringify([layout, names]))
    .digest('hex')
    .slice(0, 32);
}
