import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { type RawKey, rawKeyFromHex } from '../../../electron/engine/secrets/raw-key.ts';

/**
 * Reads the key that the parent process wrote to stdin. By then all modules are loaded: what the compiler made of them is
 * kept for the next child, for this one may be killed.
 */
export function keyFromParent(): RawKey {
  flushCompileCache();
  return rawKeyFromHex(readFileSync(0, 'utf8').trim());
}
