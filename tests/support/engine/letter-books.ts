import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { LetterRequest } from '../../../electron/engine/services/outreach/propose-letter.ts';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from './engine-test.ts';
import type { EngineOptions } from './engine-workspace.ts';
import { type FileRow, importRows } from './ledger-files.ts';

export const TODAY = plainDate('2026-06-01');
export const row = (invoiceNumber: string, dueDate: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora & <Söhne>',
  invoiceNumber,
  invoiceDate: '2026-03-01',
  dueDate,
  amount: '100.00',
  openAmount: '100.00',
  currency: 'USD',
  email: 'ap@aurora.example',
  ...more,
});
export const LEDGER = [
  row('LATE-1', '2026-03-31'),
  row('LATE-2', '2026-05-20', { openAmount: '60.00' }),
  row('SOON', '2026-06-05'),
  row('EURO', '2026-04-30', { currency: 'EUR', amount: '30.00', openAmount: '30.00' }),
];

async function withSettings(engine: EngineTest): Promise<void> {
  await changeSettings(engine.workspace, {
    company: {
      name: 'Halden Instruments',
      address: '1 Quay',
      phone: '+1 555',
      email: 'ar@halden.example',
      paymentInstructions: 'Account 12-34',
      portalUrl: '',
    },
    sender: { name: 'Ines Okafor', title: 'AR', email: 'ines@halden.example', phone: '' },
  });
}

export async function ready(
  rows: readonly FileRow[] = LEDGER,
  options: EngineOptions = {},
): Promise<EngineTest> {
  const engine = await engineTest({ start: TODAY, ...options });
  await importRows(engine.workspace, rows);
  await withSettings(engine);
  return engine;
}

export async function request(engine: EngineTest, more: Partial<LetterRequest> = {}): Promise<LetterRequest> {
  return {
    accountId: await engine.account('A'),
    currency: 'USD' as CurrencyCode,
    stage: 'friendly',
    language: 'en',
    asOf: engine.workspace.today(),
    ...more,
  };
}

export const withMailbox = (engine: EngineTest) =>
  addMailbox(engine.workspace, {
    address: 'ines@halden.example',
    displayName: 'Ines Okafor',
    imapUrl: 'imaps://127.0.0.1:1',
    smtpUrl: null,
    user: 'ines',
    password: 'planted-password',
    certificateAuthority: null,
    draftsFolder: null,
  });

export async function gateOf(engine: EngineTest, more: Partial<LetterRequest> = {}) {
  const { draft, proposal } = await createDraft(engine.workspace, await request(engine, more));
  return { draft, gate: proposal.gate.map(({ code, decision }) => `${code} ${decision}`) };
}
