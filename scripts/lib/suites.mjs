import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { withCrash } from './counts.mjs';
import { bestNode, typeScriptFlags } from './node-version.mjs';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

/** How a check says that it could not run here. */
const NOT_CHECKED = 77;
const MINUTE_MS = 60_000;
/** A suite that takes longer hangs; the others still run and are counted. */
const LIMIT_MS = 24 * MINUTE_MS;
const LONG_LIMIT_MS = 48 * MINUTE_MS;
const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const tool = (...path) => join(ROOT, 'node_modules', ...path);
const typesOf = (config) => ({
  name: `types ${config}`,
  args: [tool('typescript', 'bin', 'tsc'), '-p', config, '--noEmit'],
});

/** The checks that run no test; each counts as one. */
export const CHECKS = [
  typesOf('tsconfig.json'),
  typesOf('tsconfig.engine.json'),
  typesOf('tsconfig.renderer.json'),
  typesOf('tsconfig.shared.json'),
  { name: 'lint and format', args: [join(ROOT, 'scripts', 'lint.mjs')] },
  { name: 'import boundaries', args: [join(ROOT, 'scripts', 'lint-imports.mjs')] },
];

/** @param {{ name: string, args: readonly string[] }} check */
export async function runCheck(check) {
  const { ok, code, output } = await run(bestNode(), check.args, { limitMs: LIMIT_MS });
  if (code === NOT_CHECKED) {
    return {
      name: check.name,
      counts: { ...NOTHING, skipped: 1 },
      skips: [{ name: check.name, reason: output.trim() }],
      output: '',
    };
  }
  return { name: check.name, counts: oneOf(ok), skips: [], output: ok ? '' : output };
}

/** @param {'renderer' | 'shell'} target */
export async function runBuild(target) {
  return { name: `build ${target}`, counts: oneOf(await build(target)), skips: [], output: '' };
}

/** Tests that work with servers and processes of their own wait for them a good part of their time: one more goes on. */
function workersFor(project) {
  return project === 'integration' ? ['--maxWorkers', String(Math.max(2, availableParallelism()) + 1)] : [];
}

/**
 * Runs vitest; what fails is printed as it happens.
 * @param {string} project
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 */
export function runVitest(project, { env = {} } = {}) {
  return withCountsFile(async (file) => {
    const args = [
      tool('vitest', 'vitest.mjs'),
      'run',
      ...['--project', project, '--passWithNoTests', ...workersFor(project)],
      ...['--reporter', 'dot', '--reporter', join(ROOT, 'scripts', 'lib', 'vitest-reporter.mjs')],
    ];
    const result = await run(bestNode(), args, {
      env: { ...process.env, ...env, DUEBOOK_COUNTS: file },
      limitMs: env.DUEBOOK_LONG === '1' ? LONG_LIMIT_MS : LIMIT_MS,
    });
    const { counts, skips } = readCounts(file) ?? { counts: NOTHING, skips: [] };
    const total = withCrash(counts, result.ok);
    const output = total.failed > 0 ? result.output : reasonsIn(result.output);
    return { name: project, counts: total, skips, output };
  });
}

/** Runs the end-to-end specs in a real browser. */
export function runPlaywright() {
  return withCountsFile(async (file) => {
    const args = [
      tool('@playwright', 'test', 'cli.js'),
      'test',
      '--reporter',
      'line,json',
      '--pass-with-no-tests',
    ];
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    const flags = typeScriptFlags(process.versions.node);
    const result = await run(bestNode(), [...flags, ...args], { env, limitMs: LIMIT_MS });
    const report = readCounts(file);
    const tests = report === undefined ? [] : testsIn(report.suites);
    const of = (status) => tests.filter((test) => test.status === status).length;
    const counts = withCrash(
      { passed: of('expected') + of('flaky'), failed: of('unexpected'), skipped: of('skipped') },
      result.ok,
    );
    const skips = tests
      .filter((test) => test.status === 'skipped')
      .map(({ name, reason }) => ({ name, reason }));
    return { name: 'end-to-end', counts, skips, output: counts.failed > 0 ? result.output : '' };
  });
}

/** Why whole files were skipped, as they said it: vitest keeps no reason for those. */
function reasonsIn(output) {
  const lines = output.split('\n').filter((line) => /^(\w+ tests )?skipped: /i.test(line));
  return [...new Set(lines)].join('\n');
}

function oneOf(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function testsIn(suites, prefix = '') {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) => ({
        name: `${prefix}${suite.title}: ${spec.title}`,
        status: test.status,
        reason: test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? null,
      })),
    ),
    ...testsIn(suite.suites ?? [], `${suite.title}: `),
  ]);
}

async function withCountsFile(work) {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-counts-'));
  try {
    return await work(join(folder, 'counts.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
