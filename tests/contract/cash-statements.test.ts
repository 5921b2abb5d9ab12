import { describe, expect, it, onTestFinished } from 'vitest';
import type { BankLineId } from '../../shared/domain/ids.ts';
import { formatDecimal } from '../../shared/domain/money.ts';
import { CASH_CASES } from './cash-cases.ts';
import { type Desk, demoDesk } from './desk.ts';

async function desk(): Promise<Desk> {
  const opened = await demoDesk();
  onTestFinished(() => opened.close());
  return opened;
}

/** Statements with one payment of all that the top account has open on an invoice, as CAMT.053 and as MT940. */
async function statements({ client, target }: Desk) {
  const { accountId, currency } = await target();
  const { documents, name } = await client.accounts.get({ id: accountId });
  const invoice = documents.find((one) => one.kind === 'invoice' && one.currency === currency);
  if (invoice === undefined) throw new Error('The top account has no open invoice.');
  const amount = formatDecimal(invoice.open, currency);
  const camt = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
    <Id>1</Id><Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Camt Payer</Nm></Pty></Dbtr></RltdPties>
    <RmtInf><Ustrd>Payment of ${invoice.number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
  const swift = [
    ':20:X',
    `:60F:C261119${currency}0,`,
    `:61:261120C${amount.replace('.', ',')}NTRFNONREF`,
    `:86:166?20Payment of ${invoice.number}?32Swift Payer`,
    `:62F:C261120${currency}${amount.replace('.', ',')}`,
  ].join('\r\n');
  return { accountId, name, invoice, camt, swift };
}

async function read({ client, engine }: Desk, fileName: string, text: string) {
  const taken = await client.cash.takeStatement({
    grant: engine.files.offerBytes(fileName, Buffer.from(text)),
  });
  if (taken.state !== 'taken') throw new Error('It asks.');
  return taken;
}

async function proposalsFor({ client }: Desk, payer: string) {
  const { rows } = await client.cash.unapplied({ kinds: ['bank_line'] });
  const line = rows.find(({ payerName }) => payerName === payer);
  if (line === undefined) throw new Error(`${payer} is not in the list.`);
  return (await client.cash.advise({ source: { bankLineId: line.id as BankLineId } })).accounts;
}

describe('a bank statement that is picked or dropped in Cash', () => {
  it('gives proposals for its payments, as CAMT.053 and as MT940, whatever the file is called', async () => {
    const opened = await desk();
    const { accountId, invoice, camt, swift } = await statements(opened);
    for (const [payer, text, format] of [
      ['Camt Payer', camt, 'camt053'],
      ['Swift Payer', swift, 'mt940'],
    ] as const) {
      expect(await read(opened, 'download.txt', text)).toMatchObject({ taken: 1, known: 0, format });
      const [account] = await proposalsFor(opened, payer);
      expect(account).toMatchObject({ accountId, by: ['invoices'] });
      expect(account?.proposals.proposals[0]).toMatchObject({
        confidence: 'exact',
        allocations: [{ number: invoice.number, amountMinor: invoice.open }],
      });
    }
  });

  it('is known again, and the same money from a file of another kind is pointed out', async () => {
    const opened = await desk();
    const { camt, swift } = await statements(opened);
    expect(await read(opened, 'a.xml', camt)).toMatchObject({ taken: 1, alike: 0 });
    expect(await read(opened, 'b.xml', camt)).toMatchObject({ taken: 0, known: 1, alike: 0 });
    expect(await read(opened, 'c.sta', swift)).toMatchObject({ taken: 1, known: 0, alike: 1 });
  });

  it('is refused in words when it is something else', async () => {
    await expect(read(await desk(), 'feed.xml', '<rss><channel/></rss>')).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('feed.xml: this is XML, but no bank statement'),
    });
  });
});

describe('the export for posting', () => {
  it('leaves the matches waiting until the file is saved: a cancelled dialog changes nothing', async () => {
    const opened = await desk();
    const { client, engine } = opened;
    const approval = (await CASH_CASES['cash.approve']?.(opened)) as Parameters<
      typeof client.cash.approve
    >[0];
    await client.cash.approve(approval);
    const waiting = async () => (await client.cash.matches({})).total;
    const { download, matches } = await client.cash.export({ format: 'csv' });
    expect([matches, await waiting()]).toEqual([1, 1]);
    engine.files.takeDownload(download.downloadId);
    await expect.poll(waiting).toBe(0);
  });
});
