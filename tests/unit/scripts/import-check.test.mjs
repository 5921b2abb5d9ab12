import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports } from '../../../scripts/lib/import-check.mjs';
import { RULES } from '../../../scripts/lib/import-rules.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duebook-imports-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const check = (files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkImports(root, RULES);
};
const targets = (files) => check(files).violations.map(({ target }) => target);

describe('import boundaries', () => {
  it('are kept by what the architecture allows', () => {
    const result = check({
      'shared/domain/money.ts': "import Big from 'big.js'; import './currencies.ts';",
      'shared/contract/worklist.ts':
        "import { z } from 'zod'; import type { Money } from '../domain/money.ts';",
      'electron/engine/db/open.ts':
        "import Database from 'better-sqlite3'; import { join } from 'node:path';",
      'electron/engine/services/worklist.ts':
        "import '../db/queries/index.ts'; import '../../../shared/domain/money.ts';",
      'electron/engine/api/worklist.ts': "import '../services/worklist.ts';",
      'electron/hosts/cli.ts': "import '../engine/services/worklist.ts';",
      'electron/shell/main.ts': "import { app } from 'electron';",
      'renderer/app/app.tsx':
        "import { Button } from '@mantine/core'; import styles from './app.module.css'; export const a = <Button className={styles.a} />;",
    });
    expect(result.violations).toEqual([]);
    expect(result.files).toBe(8);
    expect(result.imports).toBe(13);
  });

  it('are broken by each forbidden direction', () => {
    const forbidden = {
      'shared/domain/a.ts': ['zod', 'node:fs', '../contract/b.ts', 'react'],
      'shared/contract/a.ts': ['node:path', '../../electron/engine/db/open.ts', '@orpc/server'],
      'renderer/app/a.tsx': [
        'electron',
        'node:fs',
        'fs',
        '../../electron/hosts/cli.ts',
        'better-sqlite3',
        'ws',
      ],
      'electron/engine/db/a.ts': [
        '../services/b.ts',
        '../connectors/b.ts',
        'node:http',
        'imapflow',
        'electron',
        'drizzle-orm/sqlite-core',
      ],
      'electron/engine/db/drizzle.ts': ['better-sqlite3', './b.ts'],
      'electron/engine/connectors/a.ts': ['../db/b.ts', '../services/b.ts', 'drizzle-orm', 'better-sqlite3'],
      'electron/engine/mail/a.ts': ['../db/b.ts', '../services/b.ts'],
      'electron/engine/services/a.ts': ['../api/b.ts', '../../hosts/b.ts', 'electron'],
      'electron/engine/api/a.ts': ['../db/b.ts', 'drizzle-orm'],
      'electron/engine/platform/a.ts': ['../db/b.ts', '../services/b.ts'],
      'electron/hosts/a.ts': ['electron', '../shell/b.ts', '../../renderer/app/b.tsx'],
      'electron/shell/a.ts': ['../engine/platform/b.ts', '../hosts/b.ts', 'better-sqlite3'],
    };
    for (const [file, specifiers] of Object.entries(forbidden)) {
      for (const specifier of specifiers) {
        expect(targets({ [file]: `import '${specifier}';` }), `${file} → ${specifier}`).toHaveLength(1);
      }
      rmSync(join(root, file));
    }
  });

  it('are broken by any way to import, with its line', () => {
    const ways = [
      "import x from '../db/b.ts'; x;",
      "import type { X } from '../db/b.ts'; export type Y = X;",
      "export { x } from '../db/b.ts';",
      "export * from '../db/b.ts';",
      "export type { X } from '../db/b.ts';",
      "await import('../db/b.ts');",
      "require('../db/b.ts');",
      "export type X = import('../db/b.ts').X;",
      "new Worker(new URL('../db/b.ts', import.meta.url));",
    ];
    for (const way of ways) {
      const { violations } = check({ 'electron/engine/mail/a.ts': `// first line\n\n${way}` });
      expect(violations, way).toMatchObject([
        { file: 'electron/engine/mail/a.ts', line: 3, target: 'electron/engine/db/b.ts' },
      ]);
    }
  });

  it('cannot be passed by a longer way round or a folder that nobody named', () => {
    expect(targets({ 'electron/engine/mail/a.ts': "import './../mail/../db/b.ts';" })).toEqual([
      'electron/engine/db/b.ts',
    ]);
    rmSync(join(root, 'electron'), { recursive: true });
    const { violations } = check({ 'electron/helpers/a.ts': "import './b.ts';" });
    expect(violations[0]?.reason).toContain('no rule');
  });

  it('do not mistake text for an import', () => {
    const text = "// import '../db/b.ts'\nconst a = \"import '../db/b.ts'\"; export { a };";
    expect(check({ 'electron/engine/mail/a.ts': text }).imports).toBe(0);
  });
});
