import { describe, expect, it } from 'vitest';
import { pickOptions } from '../../../electron/shell/pick-options.ts';
import { BACKUP_ENDINGS } from '../../../renderer/features/backups/restore-backup.tsx';
import { IMPORT_ENDINGS } from '../../../renderer/features/imports/use-import-draft.ts';
import { HANDOFF_ENDING, isHandoffFile } from '../../../renderer/features/takeover/pack-file.ts';

const accepts = (endings: readonly string[]) => pickOptions.safeParse({ title: 'Pick', endings }).success;

describe('a dialog that picks a file', () => {
  it.each([
    ['a handoff', [HANDOFF_ENDING]],
    ['a return', ['.duebook-return']],
    ['a card', ['.duebook-card', '.json', '.txt']],
    ['a backup', BACKUP_ENDINGS],
    ['an import', IMPORT_ENDINGS],
  ])('takes the endings of %s', (_what, endings) => {
    expect(accepts(endings)).toBe(true);
  });

  it.each([['csv'], ['.CSV'], ['.'], ['./x'], ['.a b'], ['.*'], [`.${'a'.repeat(21)}`]])(
    'refuses %j, which is no ending',
    (ending) => {
      expect(accepts([ending])).toBe(false);
    },
  );

  it('refuses more than a few of them, and a title without end', () => {
    expect(accepts(Array.from({ length: 21 }, () => '.csv'))).toBe(false);
    expect(pickOptions.safeParse({ title: 'x'.repeat(201), endings: [] }).success).toBe(false);
  });
});

describe('a file that is opened or dropped', () => {
  it.each([
    ['handoff-northwind-to-ben-2026-11-24.duebook-handoff', true],
    ['PACK.DUEBOOK-HANDOFF', true],
    ['pack.duebook-return', false],
    ['pack.duebook-handoff.csv', false],
    ['ledger.csv', false],
  ])('%s is a handoff: %s', (name, expected) => {
    expect(isHandoffFile(name)).toBe(expected);
  });
});
