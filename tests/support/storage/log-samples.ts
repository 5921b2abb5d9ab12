import type { NewLogEntry } from '../../../electron/engine/db/commands/command.ts';
import type { ChainEntry } from '../../../electron/engine/db/touchpoint-log/chain-check.ts';
import {
  canonicalJson,
  EMPTY_HEAD,
  entryHashOf,
  entryIdOf,
  payloadHashOf,
} from '../../../electron/engine/db/touchpoint-log/entry-hash.ts';
import { exportLastLine, exportLine } from '../../../electron/engine/db/touchpoint-log/export-lines.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';

/** Entries as a command hands them over, with text that JSON has to take care of. */
export function sampleEntries(count: number): readonly NewLogEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: index % 2 === 0 ? 'note' : 'call',
    account: index % 3 === 0 ? null : (`account-${index}` as AccountId),
    payload: {
      summary: `Called "Zoë" about line\n${index}`,
      amount: { minor: 511_985 + index, currency: 'USD' },
      invoices: [`0000${index}`, `INV-${index}`],
    },
  }));
}

/** A chain of `count` good entries with fixed salts, made without a database. */
export function sampleChain(count: number): readonly ChainEntry[] {
  const chain: ChainEntry[] = [];
  for (const { kind, account, payload } of sampleEntries(count)) {
    const seq = chain.length + 1;
    const salt = seq.toString(16).padStart(32, '0');
    const facts = {
      seq,
      at: `2026-11-20T09:30:${String(seq % 60).padStart(2, '0')}.000Z`,
      actor: 'Ada Brandt',
      kind,
      account,
      payloadHash: payloadHashOf(salt, canonicalJson(payload)),
      prev: chain.at(-1)?.hash ?? EMPTY_HEAD.hash,
    };
    const hash = entryHashOf(facts);
    chain.push({ ...facts, id: entryIdOf(hash), payload, salt, hash });
  }
  return chain;
}

/** The lines of a whole export of such a chain. */
export function sampleExport(count: number): readonly string[] {
  const chain = sampleChain(count);
  return [...chain.map(exportLine), exportLastLine(chain.at(-1) ?? EMPTY_HEAD)];
}

/** An entry with changed facts and hashes that fit them, as a forger makes who knows how it is done. */
export function forged(entry: ChainEntry | undefined, change: Partial<ChainEntry>): ChainEntry {
  if (!entry) throw new Error('There is no such entry to forge.');
  const facts = { ...entry, ...change };
  const payloadHash = payloadHashOf(facts.salt, canonicalJson(facts.payload));
  const hash = entryHashOf({ ...facts, payloadHash });
  return { ...facts, payloadHash, hash, id: entryIdOf(hash) };
}
