import { createHash } from 'node:crypto';
import type { BankAnswers } from '../../connectors/bank/bank-csv.ts';
import { readBankFile } from '../../connectors/bank/bank-file.ts';
import type { BankLine, BankQuestion, BankStatement } from '../../connectors/bank/bank-line.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export type TakenStatement =
  | { readonly state: 'questions'; readonly questions: readonly BankQuestion[] }
  | ({
      readonly state: 'taken';
      /** New lines with money in, and with money out: those are kept and never matched. */
      readonly taken: number;
      readonly known: number;
      /** New lines with the day and the amount of a line that another file brought: perhaps the same money. */
      readonly alike: number;
      readonly outgoing: number;
    } & Omit<BankStatement, 'lines'>);

/**
 * Reads a bank statement (CAMT.053, MT940, CSV or XLSX) and keeps its lines; lines of a statement that was read before
 * are known again and not taken twice. Errors: `bad_file`, `cancelled`.
 */
export async function takeBankStatement(
  workspace: OpenWorkspace,
  file: { readonly fileName: string; readonly bytes: Uint8Array; readonly answers?: BankAnswers },
  signal?: AbortSignal,
): Promise<TakenStatement> {
  const reading = await readBankFile(file.bytes, file.fileName, file.answers, signal);
  if (reading.state === 'questions') return reading;
  const { lines, ...told } = reading.statement;
  const keys = bankLineKeys(lines);
  const { output } = await workspace.db.write(
    'takeBankLines',
    { fileName: file.fileName, lines: lines.map((line, index) => ({ ...line, key: keys[index] ?? '' })) },
    workspace.context(),
  );
  return {
    state: 'taken',
    ...output,
    outgoing: lines.filter((line) => line.amountMinor < 0).length,
    ...told,
  };
}

/**
 * Keys by which bookings are known again in another export: what they say, and the how-manieth of those that say the
 * same it is. Two equal payments on one day are two.
 */
export function bankLineKeys(lines: readonly BankLine[]): readonly string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const said = [
      line.date,
      line.currency,
      line.amountMinor,
      line.text,
      line.payerName,
      line.payerAccount,
      line.bankReference,
      line.ownAccount,
    ];
    const text = JSON.stringify(said);
    const nth = (seen.get(text) ?? 0) + 1;
    seen.set(text, nth);
    return createHash('sha256').update(`${nth} ${text}`).digest('hex');
  });
}
