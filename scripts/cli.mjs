// Runs the command line from source: `npm run --silent cli -- ARGS`. Nothing but the command itself prints.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import * as module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bestNode, complaintAbout, typeScriptFlags } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';

const entry = join(ROOT, 'electron', 'hosts', 'cli.ts');
const node = bestNode();

if (realpathSync(node) === realpathSync(process.execPath)) runHere();
else runIn(node, []);

function runHere() {
  const complaint = complaintAbout(process.versions.node);
  if (complaint !== undefined) {
    if (process.argv.includes('--json')) {
      console.log(JSON.stringify({ error: { code: 'not_ready', message: complaint } }));
    } else console.error(complaint);
    process.exitCode = 1;
    return;
  }
  const flags = typeScriptFlags(process.versions.node);
  if (flags.length > 0 && !flags.every((flag) => process.execArgv.includes(flag))) {
    runIn(process.execPath, flags);
    return;
  }
  module.enableCompileCache(join(ROOT, 'node_modules', '.cache', 'duebook'));
  import(pathToFileURL(entry).href);
}

/** Runs the command in another Node and ends exactly as it ended. */
function runIn(executable, flags) {
  const child = spawn(executable, [...flags, process.argv[1], ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Duebook could not start Node: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}
