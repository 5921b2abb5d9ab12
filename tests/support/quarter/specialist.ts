import type { EngineClient } from '../../../shared/contract/index.ts';
import type { TodayRow } from '../../../shared/contract/today.ts';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DraftId } from '../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import type { PlannedKind } from '../../../shared/domain/next-action/planned-kinds.ts';
import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import { AGREED } from './agreed.ts';
import { type Chronicle, dayAfter } from './chronicle.ts';
import { worklist } from './desk-client.ts';
import type { Scribe } from './scribe.ts';

/** Calls the customer about what is overdue in the currency, and tells what came of it. */
export type CallCustomer = (customer: string, currency: string) => CallOutcome;

type Planned = Pick<WorklistItem, 'accountId' | 'number'> & {
  readonly nextAction: { readonly date: string } | null;
};
type Step = { readonly kind: PlannedKind; readonly inDays: number };

/** So many letters are approved and sent off in one go. */
const AT_ONCE = 100;

/** Works through the list and carries out what the application proposes, no more and no less. */
export class Specialist {
  readonly #client: EngineClient;
  readonly #scribe: Scribe;
  readonly #chronicle: Chronicle;
  readonly #call: CallCustomer;

  constructor(client: EngineClient, scribe: Scribe, chronicle: Chronicle, call: CallCustomer) {
    this.#client = client;
    this.#scribe = scribe;
    this.#chronicle = chronicle;
    this.#call = call;
  }

  /** Opens the list, works every account on it that is not with somebody else, and sends off what was written. */
  async morning(): Promise<void> {
    const shown = await worklist(this.#client);
    const called = await this.#callBack();
    const brokenToday = await this.#brokenToday();
    this.#chronicle.tell({ kind: 'list_shown', rows: shown.map(rowOf), brokenToday });
    const steps = new Map<AccountId, Step & { readonly item: WorklistItem }>();
    const drafts: DraftId[] = [];
    for (const item of await this.#own()) {
      const step = called.has(item.accountId) ? null : await this.#work(item, drafts);
      const before = steps.get(item.accountId);
      if (step !== null && (before === undefined || step.inDays < before.inDays)) {
        steps.set(item.accountId, { ...step, item });
      }
    }
    for (const { item, ...step } of steps.values()) await this.#plan(item, step);
    for (let from = 0; from < drafts.length; from += AT_ONCE) {
      const draftIds = drafts.slice(from, from + AT_ONCE);
      const approved = await this.#client.outbox.approve({ draftIds });
      await this.#client.outbox.send({ ids: approved.map(({ id }) => id) });
    }
  }

  /** Takes back what was approved and not sent. */
  async takeBack(): Promise<void> {
    const { messages } = await this.#client.outbox.list({
      states: ['review', 'approved', 'queued', 'rejected'],
    });
    for (const { id, account, currency, review } of messages) {
      const why = review?.reason ?? 'not sent';
      this.#chronicle.tell({ kind: 'kept_back', customer: account.number, currency, why });
      for (const draft of await this.#client.outbox.withdraw({ ids: [id] })) {
        await this.#client.drafts.discard({ id: draft.id });
      }
    }
  }

  /** Takes back what was kept back, plans a step where one is missing, and leaves; `hastily`: lets letters lie. */
  async evening(hastily = false): Promise<void> {
    if (!hastily) await this.takeBack();
    await this.#tickOff();
    for (const item of await this.#own()) {
      const { proposal, hasStep, nextAction, owner } = item;
      const isPlanned = hasStep && (nextAction === null || nextAction.date > this.#chronicle.day);
      if (isPlanned && owner !== null) continue;
      if (isPlanned) {
        await this.#client.worklist.setOwner({ accountIds: [item.accountId], owner: await this.#name() });
        continue;
      }
      const proposed = proposal === null ? 1 : daysFrom(this.#chronicle.day, proposal.date);
      await this.#plan(item, { kind: 'review', inDays: Math.max(1, proposed) });
    }
    const rows = (await this.#own()).map(({ number, currency, hasStep, nextAction, proposal, owner }) => ({
      customer: number ?? '',
      currency,
      next: hasStep ? (nextAction?.date ?? proposal?.date ?? null) : null,
      owner,
    }));
    this.#chronicle.tell({ kind: 'day_closed', rows });
  }

  /** Those of the list that nobody else has in their hands, held or not. */
  async #own(): Promise<readonly WorklistItem[]> {
    const elsewhere = await this.#elsewhere();
    return (await worklist(this.#client, 'any')).filter(({ accountId }) => !elsewhere.has(accountId));
  }

  async #elsewhere(): Promise<ReadonlySet<AccountId>> {
    const { handed } = await this.#client.handoffs.overview();
    return new Set(handed.map(({ accountId }) => accountId));
  }

  /** Calls whom a call was agreed with, whatever the rules propose. */
  async #callBack(): Promise<ReadonlySet<AccountId>> {
    const called = new Set<AccountId>();
    for (const { accountId, number, currency, date, text } of await this.#dueToday('callbacks')) {
      if (!text.includes(AGREED)) continue;
      called.add(accountId);
      const step = await this.#phone(accountId, number ?? '', currency ?? 'GBP');
      await this.#plan({ accountId, number, nextAction: date === null ? null : { date } }, step);
    }
    return called;
  }

  /** Ticks off what was planned for today and has no ground left, since nothing is overdue. */
  async #tickOff(): Promise<void> {
    for (const section of ['callbacks', 'follow_ups'] as const) {
      for (const { accountId, number, minor } of await this.#dueToday(section)) {
        if (minor !== null && minor > 0) continue;
        await this.#client.accounts.setNextAction({ accountIds: [accountId], action: null });
        this.#chronicle.tell({ kind: 'touched', customer: number ?? '', how: 'look' });
      }
    }
  }

  async #dueToday(section: 'callbacks' | 'follow_ups'): Promise<readonly TodayRow[]> {
    const elsewhere = await this.#elsewhere();
    const { sections } = await this.#client.today.view();
    const rows = sections.find((one) => one.section === section)?.rows ?? [];
    return rows.filter(({ accountId }) => !elsewhere.has(accountId));
  }

  async #name(): Promise<string> {
    const status = await this.#client.app.status();
    return status.state === 'ready' ? status.actor : '';
  }

  async #phone(accountId: AccountId, customer: string, currency: string): Promise<Step> {
    const outcome = this.#call(customer, currency);
    await this.#client.accounts.addTouchpoint({ accountId, kind: 'call', outcome, text: '' });
    this.#chronicle.tell({ kind: 'touched', customer, how: 'call' });
    return { kind: 'call', inDays: outcome === 'right_party' ? 4 : 1 };
  }

  async #brokenToday() {
    const { sections } = await this.#client.today.view();
    const rows = sections.find(({ section }) => section === 'broken_promises')?.rows ?? [];
    return rows.flatMap(({ number, currency }) =>
      currency === null ? [] : [{ customer: number ?? '', currency }],
    );
  }

  async #work(item: WorklistItem, drafts: DraftId[]): Promise<Step | null> {
    const { proposal, accountId, currency } = item;
    if (proposal === null || proposal.date > this.#chronicle.day) return null;
    const customer = item.number ?? '';
    switch (proposal.kind) {
      case 'mail':
      case 'send_statement':
        drafts.push(...(await this.#write(item, proposal.stage ?? item.stage)));
        return { kind: 'mail', inDays: 7 };
      case 'call':
        return this.#phone(accountId, customer, currency);
      case 'chase_dispute':
        await this.#scribe.chase(customer);
        return { kind: 'review', inDays: 5 };
      case 'answer':
        return { kind: 'mail', inDays: 1 };
      case 'apply_cash':
        return { kind: 'review', inDays: 2 };
      case 'escalate_internally':
        await this.#client.accounts.addTouchpoint({
          accountId,
          kind: 'note',
          outcome: null,
          text: 'Escalated',
        });
        this.#chronicle.tell({ kind: 'touched', customer, how: 'note' });
        return { kind: 'escalate', inDays: 7 };
      case 'read_books':
        throw new Error(`The figures of ${this.#chronicle.day} are too old: ${proposal.reasons.join('. ')}`);
      case 'wait':
        return null;
    }
  }

  /** A letter that the gate leaves nothing of is not written. */
  async #write(
    { accountId, number, currency }: WorklistItem,
    stage: TemplateStage,
  ): Promise<readonly DraftId[]> {
    try {
      const draft = await this.#client.drafts.create({ target: { accountId, currency }, stage });
      const told = draft.gate.some(({ code }) => code === 'recent_contact');
      this.#chronicle.tell({ kind: 'written', customer: number ?? '', currency, told });
      return [draft.id];
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'policy_blocked') return [];
      throw error;
    }
  }

  async #plan({ accountId, number, nextAction }: Planned, { kind, inDays }: Step): Promise<void> {
    const date: PlainDate = plainDate(dayAfter(this.#chronicle.day, inDays));
    await this.#client.worklist.planStep({ accountIds: [accountId], action: { kind, date, note: null } });
    const [customer, instead] = [number ?? '', nextAction?.date ?? null];
    this.#chronicle.tell({
      kind: 'planned',
      what: 'next_action',
      key: customer,
      customer,
      due: date,
      instead,
    });
  }
}

const rowOf = ({ number, currency, brokenLevel }: WorklistItem) => ({
  customer: number ?? '',
  currency,
  broken: brokenLevel > 0,
});

function daysFrom(day: string, date: string): number {
  return Math.round((Date.parse(date) - Date.parse(day)) / 86_400_000);
}
