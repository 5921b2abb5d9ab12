import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the given files and folders look like: changes when a file in them is changed, added, renamed or removed.
 * @param {string} root
 * @param {readonly string[]} paths - relative to the root; what is not there counts as such
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) addTo(hash, join(root, path), path);
  return hash.digest('hex');
}

function addTo(hash, path, name) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    hash.update(`${name}\0missing\0`);
  } else if (found.isDirectory()) {
    for (const entry of readdirSync(path).sort()) addTo(hash, join(path, entry), `${name}/${entry}`);
  } else {
    hash.update(`${name}\0${found.size}\0${found.mtimeMs}\0`);
  }
}
