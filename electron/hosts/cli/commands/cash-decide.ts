import { basename } from 'node:path';
import type { CashProposal } from '../../../../shared/domain/cash-application/types.ts';
import { isCurrencyCode } from '../../../../shared/domain/currencies.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import type { BankAnswers } from '../../../engine/connectors/bank/bank-csv.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { MAX_FILE_BYTES } from '../../../engine/platform/files.ts';
import {
  adviseOn,
  approveProposal,
  type CashAdvice,
  type CashSourceId,
  findCashSource,
} from '../../../engine/services/cash-application/cash-desk.ts';
import { takeBankStatement } from '../../../engine/services/cash-application/take-bank-statement.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { readInputFile, readInputText } from '../files/input-file.ts';
import { oneLine } from '../output/terminal-text.ts';
import { choiceValue, countValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';
import { printedTaken, takenText } from './cash-taken.ts';

const LONGEST_ADVICE = 1024 * 1024;

/** Reads a bank statement. A file that can be read in two ways is refused with what it leaves open. */
export const cashImport: Command = defineCommand({
  parameters: { FILE: 'required' },
  flags: { 'date-order': 'optional', decimal: 'optional', currency: 'optional' },
  run: async (context, flags, { FILE }) => {
    const answers = answersOf(flags);
    const path = pathFrom(context, FILE);
    const file = { fileName: basename(path), bytes: await readInputFile(path, MAX_FILE_BYTES), answers };
    return withWorkspace(context, 'write', async (workspace) => {
      const taken = await takeBankStatement(workspace, file, context.cancellation());
      if (taken.state === 'questions') throw openQuestions(taken.questions);
      return { json: printedTaken(taken), text: () => takenText(taken) };
    });
  },
});

/** What a payment may be for, account by account, the best founded first. */
export const cashPropose: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { account: 'optional', remittance: 'optional' },
  run: async (context, flags, { ID }) => {
    const remittance = await remittanceOf(context, flags.remittance);
    return withWorkspace(context, 'read', async (workspace) => {
      const { advice } = await adviceOf(workspace, ID, flags.account, remittance);
      return { json: printedAdvice(ID, advice), text: () => adviceText(advice) };
    });
  },
});

/** Keeps one of the proposals of `cash propose`, by its place there. Nothing is posted. */
export const cashApprove: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { account: 'required', proposal: 'optional', remittance: 'optional' },
  run: async (context, flags, { ID }) => {
    const wanted = countValue('proposal', flags.proposal);
    const remittance = await remittanceOf(context, flags.remittance);
    return withWorkspace(context, 'write', async (workspace) => {
      const { advice, source } = await adviceOf(workspace, ID, flags.account, remittance);
      const account = advice.accounts[0];
      const proposal = chosenProposal(account?.proposals.proposals ?? [], wanted);
      if (account === undefined) throw new EngineError('not_found', 'There is no such account.');
      const id = await approveProposal(workspace, source, account.accountId, proposal);
      const numbers = proposal.allocations.map(({ number }) => number);
      return { json: { id, numbers }, text: () => `Approved as ${id}: ${oneLine(numbers.join(', '))}.` };
    });
  },
});

/** Without a number only a proposal that stands alone is taken: nobody has looked at the others. */
function chosenProposal(proposals: readonly CashProposal[], wanted: number | null): CashProposal {
  const chosen = proposals[(wanted ?? 1) - 1];
  if (chosen === undefined) {
    throw new EngineError('not_found', 'There is no such proposal. "cash propose" lists them.', {
      proposals: proposals.length,
    });
  }
  if (wanted === null && (proposals.length > 1 || chosen.confidence === 'ambiguous')) {
    throw new EngineError(
      'validation',
      `There are ${proposals.length} proposals. Say which with --proposal N.`,
      { field: 'proposal' },
    );
  }
  return chosen;
}

async function adviceOf(
  workspace: OpenWorkspace,
  id: string,
  key: string | null,
  remittance: string,
): Promise<{ readonly source: CashSourceId; readonly advice: CashAdvice }> {
  const source = await findCashSource(workspace, id);
  const account = key === null ? null : await workspace.db.read('findAccount', { key });
  const more = account === null ? { remittance } : { remittance, accountId: account.id };
  return { source, advice: await adviseOn(workspace, source, more) };
}

async function remittanceOf(context: CommandContext, file: string | null): Promise<string> {
  return file === null ? '' : readInputText(pathFrom(context, file), LONGEST_ADVICE);
}

function answersOf(flags: {
  readonly 'date-order': string | null;
  readonly decimal: string | null;
  readonly currency: string | null;
}): BankAnswers {
  const { 'date-order': order, decimal, currency } = flags;
  return {
    ...(order === null ? {} : { dateOrder: choiceValue('date-order', order, ['dmy', 'mdy'] as const) }),
    ...(decimal === null ? {} : { decimalMark: choiceValue('decimal', decimal, ['.', ','] as const) }),
    ...(currency === null ? {} : { currency: currencyValue(currency) }),
  };
}

function currencyValue(text: string): CurrencyCode {
  const code = text.toUpperCase();
  if (isCurrencyCode(code)) return code as CurrencyCode;
  throw new EngineError('validation', `--currency "${text}" is no currency. Write it as EUR or USD.`, {
    field: 'currency',
  });
}

const QUESTIONS = {
  date_order: '--date-order dmy|mdy: whether the day or the month comes first',
  decimal_mark: '--decimal .|,: the decimal mark',
  currency: '--currency C: the currency of the account',
} as const;

function openQuestions(questions: readonly (keyof typeof QUESTIONS)[]): EngineError {
  const words = questions.map((question) => QUESTIONS[question]).join('; ');
  return new EngineError('bad_mapping', `The statement can be read in two ways. Say ${words}.`, {
    questions,
  });
}

function printedAdvice(id: string, { source, accounts }: CashAdvice) {
  const decimal = (minor: typeof source.amountMinor) => formatDecimal(minor, source.currency);
  return {
    id,
    currency: source.currency,
    amount: decimal(source.amountMinor),
    accounts: accounts.map(({ accountId, name, number, by, proposals: { proposals, remarks } }) => ({
      account: { id: accountId, number, name },
      by,
      remarks,
      proposals: proposals.map(({ kind, confidence, allocations, restMinor, reasons }, place) => ({
        ...{ proposal: place + 1, kind, confidence, reasons, onAccount: decimal(restMinor) },
        items: allocations.map((part) => ({
          kind: part.kind,
          number: part.number,
          applied: decimal(part.amountMinor),
          short: decimal(part.shortMinor),
          shortReason: part.shortReason,
        })),
      })),
    })),
  };
}

function adviceText(advice: CashAdvice): string {
  if (advice.accounts.length === 0) return 'Nothing says whom it is from. Name the payer with --account A.';
  return printedAdvice('', advice)
    .accounts.flatMap(({ account, remarks, proposals }) => [
      oneLine([account.name, account.number].filter(Boolean).join(' · ')),
      ...(proposals.length === 0 ? ['  Nothing fits.'] : []),
      ...proposals.map((one) => {
        const items = one.items.map((item) => `${item.number} ${item.applied}`).join(', ');
        return `  ${one.proposal}. ${one.confidence}: ${oneLine(items)}. ${oneLine(one.reasons.join(' '))}`;
      }),
      ...remarks.map((remark) => `  ${oneLine(remark)}`),
    ])
    .join('\n');
}
