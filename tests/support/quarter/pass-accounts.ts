import { join } from 'node:path';
import { acceptHandoff } from '../../../electron/engine/services/handoff/accept-handoff.ts';
import { openHandoffPack } from '../../../electron/engine/services/handoff/open-handoff.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, PromiseId } from '../../../shared/domain/ids.ts';
import { giveBack, handTo, introduce, merge, type Side } from '../handoff/sides.ts';
import { openDesk } from './desk.ts';
import { type Seat, type Surroundings, takeSeat } from './seat.ts';

/** Accounts that are in somebody else's hands for a time. */
export interface Passed {
  readonly handoff: HandoffId;
  readonly giver: Seat;
  readonly taker: Seat;
  /** Accepted customers. */
  readonly customers: ReadonlySet<string>;
  readonly from: string;
  /** The last day of the window. */
  readonly until: string;
  /** The work came back for good. */
  isOver: boolean;
}

export interface PassOrder {
  /** Of the desk that the other side will have. */
  readonly name: string;
  readonly customers: readonly string[] | 'all';
  readonly from: string;
  readonly until: string;
  readonly declines?: (customer: string) => boolean;
}

/** Hands accounts over, has them accepted, and opens the other side's desk. */
export async function passTo(
  giver: Seat,
  person: Side,
  order: PassOrder,
  around: Surroundings,
): Promise<Passed> {
  const { name, from, until, declines = () => false } = order;
  await introduce(giver.side, person);
  const accounts =
    order.customers === 'all'
      ? order.customers
      : await Promise.all(order.customers.map((customer) => giver.addresses.account(customer)));
  const window = { from: plainDate(from), to: plainDate(until) };
  const bytes = await handTo(giver.desk.workspace(), giver.side, person, { accounts, ...window });
  const pack = await openHandoffPack(person.people, { bytes, passphrase: null });
  const { id: handoff, accounts: offered } = pack.manifest;
  const numberOf = ({ number }: { readonly number: string | null }) => number ?? '';
  giver.chronicle.tell({ kind: 'handed', handoff, customers: offered.map(numberOf), from, until });
  const folder = join(person.folder, name.replaceAll(' ', '-'));
  const taken = offered.filter((account) => !declines(numberOf(account)));
  const { accepted, declined } = await acceptHandoff(person.installation, {
    ...{ pack, folder },
    keeping: { kind: 'keyring', store: person.installation.keyring },
    accounts: taken.map(({ id }) => id),
    actor: () => person.people.own()?.name ?? '',
  });
  const { clock } = giver.desk.place;
  const own = person.people.own()?.name ?? '';
  const place = { name: own, folder, installation: person.installation, clock };
  const taker = takeSeat(name, await openDesk(place, around.smtp), person, around);
  const customers = accepted.map(numberOf);
  taker.chronicle.tell({ kind: 'accepted', handoff, customers, declined: declined.map(numberOf) });
  await lookAround(giver);
  await lookAround(taker);
  return { handoff, giver, taker, customers: new Set(customers), from, until, isOver: false };
}

/** Sends what happened back and merges it there; both sides look at what they have then. */
export async function comeBack(passed: Passed, final: boolean): Promise<void> {
  const { giver, taker, handoff } = passed;
  const bytes = await giveBack(taker.desk.workspace(), taker.side, final);
  const pack = `${taker.name} ${taker.chronicle.events.length}`;
  taker.chronicle.tell({ kind: 'returned', handoff, pack, final });
  await merge(giver.desk.workspace(), giver.side, bytes);
  giver.chronicle.tell({ kind: 'merged', handoff, pack, final });
  passed.isOver ||= final;
  await decideConflicts(passed);
  await lookAround(giver);
  await lookAround(taker);
  const { coverage, accounts } = await giver.desk.client.handoffs.away({ id: handoff });
  const numbers = new Map(accounts.map(({ id, number }) => [id, number]));
  const dropped = coverage.followUps
    .filter(({ state }) => state === 'dropped')
    .map(({ accountId, due, summary }) => `${numbers.get(accountId)} ${due} ${summary}`);
  giver.chronicle.tell({ kind: 'coverage_seen', handoff, due: coverage.followUps.length, dropped });
}

/** Whoever worked on it last is the giver, to whom the customer came when the window was over: theirs stands. */
async function decideConflicts({ giver, taker, handoff }: Passed): Promise<void> {
  const { client } = giver.desk;
  const { conflicts } = await client.handoffs.away({ id: handoff });
  for (const { id, what, accountId, accountName } of conflicts) {
    await client.handoffs.decide({ id, decision: 'mine' });
    giver.chronicle.tell({ kind: 'conflict_decided', what, customer: accountName });
    if (what !== 'Promise to pay' || accountId === null) continue;
    const kept = await openPromises(giver, accountId);
    const theirs = await openPromises(taker, accountId);
    for (const promise of theirs.filter((one) => !kept.includes(one))) {
      giver.chronicle.tell({ kind: 'promise_corrected', promise });
    }
  }
}

async function openPromises({ desk }: Seat, accountId: AccountId): Promise<readonly PromiseId[]> {
  const { promises } = await desk.client.promises.list({ states: ['open'], accountId });
  return promises.map(({ id }) => id);
}

/** Puts down what the application shows as open, and whether its log is whole. */
async function lookAround({ desk, chronicle }: Seat): Promise<void> {
  const { client } = desk;
  const { promises } = await client.promises.list({ states: ['open'] });
  const { disputes } = await client.disputes.list({ states: 'open' });
  const { holds } = await client.holds.list();
  chronicle.tell({
    kind: 'standing_seen',
    promises: promises.map(({ id }) => id),
    disputes: disputes.map(({ id }) => id),
    holds: holds.map(({ accountNumber, number }) => `${accountNumber ?? 'all'} ${number ?? ''}`),
  });
  const { ok, head } = await desk.workspace().db.read('verifyLog', null);
  chronicle.tell({ kind: 'log_verified', ok, entries: head.seq });
}

/** Who has a customer on a day. */
export function seatOf(customer: string, day: string, owner: Seat, passed: readonly Passed[]): Seat {
  const next = passed.find((one) => one.giver === owner && isWith(one, customer, day));
  return next === undefined ? owner : seatOf(customer, day, next.taker, passed);
}

export function isRunning({ from, until, isOver }: Passed, day: string): boolean {
  return !isOver && from <= day && day <= until;
}

function isWith(one: Passed, customer: string, day: string): boolean {
  return isRunning(one, day) && one.customers.has(customer);
}
