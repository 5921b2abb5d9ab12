/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {readonly Counts[]} all */
export function sum(all) {
  const add = (key) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

/** The line that every run ends with. @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run counts as good when something was tested and nothing failed. @param {Counts} counts */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * A suite that ended badly although none of its tests failed has crashed: that is one failure.
 * @param {Counts} counts
 * @param {boolean} endedWell
 */
export function withCrash(counts, endedWell) {
  const crashed = !endedWell && counts.failed === 0;
  return crashed ? { ...counts, failed: 1 } : counts;
}
