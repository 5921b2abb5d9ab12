import { readFileSync } from 'node:fs';
import { type RawKey, rawKeyFromHex } from '../../../electron/engine/secrets/raw-key.ts';

/** Reads the key that the parent process wrote to stdin. */
export function keyFromParent(): RawKey {
  return rawKeyFromHex(readFileSync(0, 'utf8').trim());
}
