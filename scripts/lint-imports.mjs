// Checks who imports whom against the table of docs/architecture.md: `npm run lint:imports`.
import { checkImports } from './lib/import-check.mjs';
import { RULES } from './lib/import-rules.mjs';
import { ROOT } from './lib/paths.mjs';

const { files, imports, violations } = checkImports(ROOT, RULES);
for (const { file, line, target, reason } of violations)
  console.error(`${file}:${line} imports ${target}: ${reason}`);
console.error(`${imports} imports in ${files} files, ${violations.length} not allowed`);
process.exitCode = violations.length > 0 || files === 0 ? 1 : 0;
