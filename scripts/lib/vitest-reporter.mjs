import { writeFileSync } from 'node:fs';

/**
 * Counts what vitest ran into the file that DUEBOOK_COUNTS names. A test file that could not be loaded and an error
 * outside of any test count as failed.
 */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const skips = [];
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state, note } = test.result();
        if (state === 'passed' || state === 'failed') counts[state] += 1;
        else {
          counts.skipped += 1;
          skips.push({ name: `${module.relativeModuleId}: ${test.fullName}`, reason: note ?? null });
        }
      }
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed'))
        counts.failed += 1;
    }
    counts.failed += unhandledErrors.length;
    writeFileSync(process.env.DUEBOOK_COUNTS, JSON.stringify({ counts, skips }));
  }
}
