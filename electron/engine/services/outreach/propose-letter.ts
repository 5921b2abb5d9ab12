import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { StartingSender } from '../../../../shared/domain/drafts/senders.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import { freeOf } from '../../../../shared/domain/gate/restrained.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../../shared/domain/money.ts';
import type { ContactRow } from '../../db/queries/accounts.ts';
import type { LetterFacts } from '../../db/queries/letter-facts.ts';
import type { TemplateRow } from '../../db/queries/templates.ts';
import { parseMailAddress } from '../../mail/compose/mail-address.ts';
import { type RenderedLetter, renderLetter } from '../../mail/templates/render-letter.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { letterDataOf } from './letter-data-of.ts';
import { askGate } from './letter-gate.ts';
import { letterItems } from './letter-items.ts';
import { signedSettings, startingSender } from './letter-sender.ts';

export interface LetterRequest {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  /** Absent: the stage that the account's age calls for. */
  readonly stage?: TemplateStage;
  readonly language: string;
  readonly picked?: readonly DocumentId[];
  readonly asOf: PlainDate;
  /** Those that a letter was written on, where its words are wanted again; absent: those of now. The gate asks those of now. */
  readonly figures?: Figures;
  /** At the moment of sending: the hour at the customer's place is not the gate's business then. */
  readonly withoutHours?: boolean;
}

export interface Recipient {
  readonly name: string | null;
  readonly address: string;
}

/** What would be written, or why nothing would. `letter` is null when the gate leaves nothing to ask for. */
export interface LetterProposal {
  readonly request: LetterRequest;
  readonly facts: LetterFacts;
  readonly stage: TemplateStage;
  readonly template: TemplateRow;
  readonly to: readonly Recipient[];
  readonly letter: RenderedLetter | null;
  readonly invoices: readonly {
    readonly id: DocumentId;
    readonly number: string;
    readonly open: MinorUnits;
    /** What the letter asks for: without what is paid, disputed or promised of it. */
    readonly asked: MinorUnits;
  }[];
  readonly amount: MinorUnits;
  readonly gate: readonly GateEntry[];
  /** Who it would go out from. */
  readonly from: StartingSender;
}

/** Puts facts, gate and template together for one account and currency. Changes nothing. */
export async function proposeLetter(
  workspace: OpenWorkspace,
  settings: Settings,
  request: LetterRequest,
): Promise<LetterProposal> {
  const facts = await workspace.db.read('letterFacts', { ...request, today: workspace.today() });
  const stage = request.stage ?? facts.proposedStage;
  const template = await templateFor(workspace, stage, request.language);
  const to = recipientsOf(facts.contacts);
  const { items, entries } = askGate({
    facts,
    items: letterItems(facts, stage, request.picked),
    recipients: to.map((recipient) => recipient.address),
    settings,
    asOf: request.asOf,
    timeZone: workspace.timeZone,
    now: workspace.now(),
    templateApproved: template.approved,
    changedSentences: [],
    withoutHours: request.withoutHours ?? false,
  });
  const hasContent =
    items.length > 0 || (stage === 'statement' && facts.documents.some(({ kind }) => kind !== 'invoice'));
  const from = await startingSender(workspace, settings, stage);
  const signed = signedSettings(settings, from.sender);
  const spokenOf = { ...facts, figures: request.figures ?? facts.figures };
  const data = letterDataOf(spokenOf, items, signed, workspace, request.asOf);
  return {
    request,
    facts,
    stage,
    template,
    to,
    letter: hasContent ? renderLetter(template, data, request.language) : null,
    invoices: items.map((item) => ({
      id: item.documentId,
      number: item.number,
      open: item.openMinor,
      asked: freeOf(item),
    })),
    amount: addMinor(...items.map(freeOf)),
    gate: entries,
    from,
  };
}

/** Letters go to the billing contacts; where none is marked, to whoever has an address. */
export function recipientsOf(contacts: readonly ContactRow[]): readonly Recipient[] {
  const reachable = contacts.flatMap(({ name, email, billing }) => {
    const address = email === null ? null : usableAddress(email);
    return address === null ? [] : [{ name, address, billing }];
  });
  const billing = reachable.filter((contact) => contact.billing);
  return (billing.length > 0 ? billing : reachable.slice(0, 1)).map(({ name, address }) => ({
    name,
    address,
  }));
}

/** What a ledger calls an address may be anything; one that cannot be written to counts as none. */
export function usableAddress(text: string): string | null {
  try {
    return parseMailAddress(text).address;
  } catch {
    return null;
  }
}

async function templateFor(
  workspace: OpenWorkspace,
  stage: TemplateStage,
  language: string,
): Promise<TemplateRow> {
  const all = await workspace.db.read('templatesInUse', null);
  const template = all.find((row) => row.stage === stage && row.language === language);
  if (template !== undefined) return template;
  const languages = [...new Set(all.map((row) => row.language))].join(', ');
  throw new EngineError(
    'not_found',
    `There is no ${stage} template in "${language}". There are: ${languages}.`,
    {
      stage,
      language,
    },
  );
}
