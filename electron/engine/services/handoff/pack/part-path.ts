const SEGMENT = /^[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?$/u;
/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/u;
const LONGEST = 200;
const DEEPEST = 8;

/**
 * Whether a name may stand in a pack: lower-case ASCII letters, digits, `-`, `_` and `.` in folders that are parted by
 * `/`. So it can neither leave a folder nor fall together with another name on any file system.
 */
export function isPartPath(path: string): boolean {
  const segments = path.split('/');
  return (
    path.length <= LONGEST &&
    segments.length <= DEEPEST &&
    segments.every((segment) => SEGMENT.test(segment) && !segment.includes('..') && !DEVICE.test(segment))
  );
}

/** A name that stands twice, or that is a file and a folder at once; undefined when all can lie side by side. */
export function clashingPath(paths: Iterable<string>): string | undefined {
  const files = new Set<string>();
  for (const path of paths) {
    if (files.has(path)) return path;
    files.add(path);
  }
  for (const path of files) {
    const segments = path.split('/');
    for (let depth = 1; depth < segments.length; depth += 1) {
      const folder = segments.slice(0, depth).join('/');
      if (files.has(folder)) return folder;
    }
  }
  return undefined;
}
