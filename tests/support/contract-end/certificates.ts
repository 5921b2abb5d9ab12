import { fixedClock } from '../../../electron/engine/platform/clock.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import type {
  EraseCertificateFacts,
  EraseOutcome,
} from '../../../electron/engine/services/contract-end/erase-certificate.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { temporaryFolder } from '../workspace.ts';

export const FACTS: EraseCertificateFacts = {
  workspace: {
    id: '0193f6a0-0000-7000-8000-000000000001',
    name: 'Halden Instruments & Söhne',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    createdAt: '2026-02-15T08:00:00.000Z',
    protection: 'passphrase',
    schemaVersion: 10,
  },
  log: { entries: 834, head: { seq: 834, hash: 'ab'.repeat(32) } },
  counts: { accounts: 60, documents: 600 },
  database: { sha256: 'cd'.repeat(32), size: 888_832 },
  begunAt: '2026-11-20T10:00:00.000Z',
  by: 'Ines Okafor',
  duebook: '0.1.0',
  warnings: [],
};

export const OUTCOME: EraseOutcome = {
  state: 'erased',
  erasedAt: '2026-11-20T10:00:02.000Z',
  resumed: false,
  removed: ['workspace.json', 'workspace.db'],
  how: ['Overwritten, then removed.'],
  notErased: ['Backups elsewhere.'],
};

/** A profile with nobody in it; its keys lie in memory. */
export function newPeople(): People {
  const keyring = memorySecretStore();
  const clock = fixedClock(instant('2026-11-20T09:00:00.000Z'));
  return openPeople({ home: temporaryFolder(), clock }, { kind: 'keyring', store: keyring });
}
