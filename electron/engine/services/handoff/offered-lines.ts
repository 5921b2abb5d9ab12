import { z } from 'zod';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ContactChannel } from '../../../../shared/domain/holds/types.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { fromJsonLines, readJson } from '../../db/handoff/json-lines.ts';
import { RECORDS_PATH, WORDS_PATH } from '../../db/handoff/pack-paths.ts';
import { changeOf, recordLineSchema } from '../../db/handoff/record-lines.ts';
import type { RecordKindName, RecordValue } from '../../db/handoff/records/record-kind.ts';
import type { PackRow } from '../../db/handoff/row-schema.ts';
import { offeredBooks } from './offered-books.ts';
import type { OpenedPack } from './pack/open-pack.ts';

/** An account that a pack offers, with what is under way about it. */
export interface OfferedLine {
  readonly id: AccountId;
  readonly name: string;
  readonly number: string | null;
  /** What the sender wrote about it. */
  readonly words: string;
  /** Open and past due on the day, by currency. */
  readonly overdue: readonly { readonly currency: CurrencyCode; readonly minor: MinorUnits }[];
  readonly promises: number;
  /** The date of the open promise that is due first. */
  readonly promiseDue: PlainDate | null;
  readonly disputes: number;
  readonly drafts: number;
  readonly holds: number;
  readonly replyWaiting: boolean;
  /** What nobody of the account may be contacted by; null: nothing of the kind. */
  readonly doNotContact: ContactChannel | null;
  readonly nextAction: {
    readonly kind: string;
    readonly date: PlainDate;
    readonly note: string | null;
  } | null;
}

interface Found {
  readonly kind: RecordKindName;
  readonly value: RecordValue;
}

const wordsSchema = z.object({
  words: z.string().max(100_000),
  accounts: z.record(z.string(), z.string().max(100_000)),
});

/**
 * Reads what a handoff offers out of its parts, account by account, without making a workspace of it. `today` is the day
 * of its workspace. Errors: `bad_pack`, `newer_version`.
 */
export async function offeredLines(
  pack: OpenedPack,
  today: PlainDate,
): Promise<{ readonly words: string; readonly lines: readonly OfferedLine[] }> {
  const books = await offeredBooks(pack, today);
  const wordsText = Buffer.from(await pack.bytes(WORDS_PATH)).toString('utf8');
  const { words, accounts } = readJson(WORDS_PATH, wordsText, wordsSchema);
  const records = await recordsOf(pack, books.owner);
  const lines = pack.manifest.accounts.map(({ id, name, number }): OfferedLine => {
    const found = records.get(id) ?? [];
    const of = (kind: RecordKindName) => rowsOf(found, kind);
    const open = of('promise').filter(({ state }) => state === 'open');
    const [action] = of('next_action');
    return {
      id,
      name,
      number,
      words: (accounts[id] ?? '').trim(),
      overdue: books.overdue(id),
      promises: open.length,
      promiseDue: (open.map(({ date }) => String(date)).sort()[0] ?? null) as PlainDate | null,
      disputes: of('dispute').filter(({ state }) => state === 'open').length,
      drafts: found.filter(({ kind, value }) => kind === 'draft' && value.fate === 'waiting').length,
      holds: of('hold').length,
      replyWaiting: of('unanswered_reply').length > 0,
      doNotContact: closedWay(of('do_not_contact')),
      nextAction:
        action === undefined
          ? null
          : {
              kind: String(action.kind),
              date: String(action.date) as PlainDate,
              note: action.note === null || action.note === undefined ? null : String(action.note),
            },
    };
  });
  return { words: words.trim(), lines };
}

async function recordsOf(
  pack: OpenedPack,
  owner: (account: string) => string,
): Promise<ReadonlyMap<string, readonly Found[]>> {
  const found = new Map<string, Found[]>();
  for (const line of fromJsonLines(RECORDS_PATH, await pack.bytes(RECORDS_PATH), recordLineSchema)) {
    const { kind, accountId, after } = changeOf(line);
    if (after === null || accountId === null) continue;
    const id = owner(accountId);
    found.set(id, [...(found.get(id) ?? []), { kind, value: after }]);
  }
  return found;
}

function rowsOf(found: readonly Found[], kind: RecordKindName): readonly PackRow[] {
  return found.flatMap((record) => (record.kind === kind ? [record.value.row as PackRow] : []));
}

/** The widest of what was asked for. */
function closedWay(wishes: readonly PackRow[]): ContactChannel | null {
  const ways = new Set(wishes.map(({ channel }) => String(channel)));
  if (ways.has('all') || (ways.has('mail') && ways.has('call'))) return 'all';
  if (ways.has('mail')) return 'mail';
  return ways.has('call') ? 'call' : null;
}
