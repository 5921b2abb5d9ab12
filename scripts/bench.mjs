// Runs the benchmarks: `npm run bench -- ARGS`.
import { join } from 'node:path';
import { bestNode, typeScriptFlags } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const flags = bestNode() === process.execPath ? typeScriptFlags(process.versions.node) : [];
const entry = join(ROOT, 'tests', 'bench', 'run.ts');
const { ok } = await run(bestNode(), [...flags, entry, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = ok ? 0 : 1;
