import { addDays, dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { MANUAL_KINDS, type TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { HandoffTrail, TrailEntry } from '../../db/handoff/handoff-trail.ts';

/** What a person does about an account; what the program writes down by itself is none. */
const TOUCHES: ReadonlySet<TouchpointKind> = new Set([
  ...MANUAL_KINDS,
  'next_action_set',
  'next_action_cleared',
  'snoozed',
  'promise_made',
  'promise_withdrawn',
  'promise_corrected',
  'dispute_opened',
  'dispute_changed',
  'dispute_resolved',
  'hold_set',
  'hold_lifted',
  'do_not_contact_set',
  'reply_answered',
  'contact_added',
  'contact_changed',
  'draft_created',
  'draft_changed',
  'draft_saved_to_mailbox',
  'draft_sent_in_mailbox',
  'mail_approved',
  'mail_sent',
]);
const SETTLED_PROMISES = ['kept', 'withdrawn', 'replaced'];

/** Something that was to happen on a day of the window. */
export interface FollowUp {
  readonly accountId: AccountId;
  readonly kind: 'next_action' | 'promise';
  readonly due: PlainDate;
  readonly summary: string;
  /** `back`: not due yet when the work came back. `dropped`: nobody touched or replanned it. */
  readonly state: 'done' | 'back' | 'dropped';
}

/** How well accounts were looked after while somebody else had them, as their returns tell. */
export interface AwayCoverage {
  readonly accepted: number;
  readonly declined: number;
  /** When they took over; null before the first return. */
  readonly acceptedAt: Instant | null;
  readonly firstTouch: TrailEntry | null;
  readonly touchedAccounts: number;
  readonly followUps: readonly FollowUp[];
}

interface Window {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly timeZone: string;
}

/** Works the facts out from the trail of a handoff. Days are of the workspace's time zone. */
export function awayCoverage(trail: HandoffTrail, window: Window): AwayCoverage {
  const touches = trail.theirs.filter(({ kind, retracted }) => TOUCHES.has(kind) && !retracted);
  const states = trail.accounts.map(({ state }) => state);
  return {
    accepted: states.filter((state) => state === 'accepted').length,
    declined: states.filter((state) => state === 'declined').length,
    acceptedAt: trail.acceptedAt,
    firstTouch: touches[0] ?? null,
    touchedAccounts: new Set(touches.map(({ accountId }) => accountId)).size,
    followUps: trail.knownUntil === null ? [] : followUpsOf(trail, touches, window, trail.knownUntil),
  };
}

function followUpsOf(
  trail: HandoffTrail,
  touches: readonly TrailEntry[],
  { startsOn, endsOn, timeZone }: Window,
  knownUntil: Instant,
): readonly FollowUp[] {
  const accepted = new Set(trail.accounts.flatMap(({ id, state }) => (state === 'accepted' ? [id] : [])));
  // What falls due after the window is ours again.
  const [knownOn = endsOn] = [dateInZone(knownUntil, timeZone), addDays(endsOn, 1)].sort();
  const inWindow = (date: PlainDate | null): date is PlainDate =>
    date !== null && date >= startsOn && date <= endsOn;
  const stateOf = (done: boolean, due: PlainDate): FollowUp['state'] =>
    done ? 'done' : due < knownOn ? 'dropped' : 'back';
  const touchedAfter = (accountId: AccountId, seq: number) =>
    touches.some((touch) => touch.accountId === accountId && touch.seq > seq);
  const set = trail.theirs.filter(({ kind }) => kind === 'next_action_set');
  const actions = [...trail.planned, ...set].flatMap(({ accountId, date, seq, summary }): FollowUp[] => {
    if (!accepted.has(accountId) || !inWindow(date)) return [];
    const state = stateOf(touchedAfter(accountId, seq), date);
    return [{ accountId, kind: 'next_action', due: date, summary, state }];
  });
  const promises = trail.promises.flatMap(({ accountId, date, lastDay, state }): FollowUp[] => {
    if (!accepted.has(accountId) || !inWindow(date)) return [];
    const done = SETTLED_PROMISES.includes(state) || touchedAfter(accountId, 0);
    // It asks for something when its days of grace are over.
    return [
      {
        accountId,
        kind: 'promise',
        due: date,
        summary: 'Promise to pay due',
        state: stateOf(done, addDays(lastDay, 1)),
      },
    ];
  });
  const byDay = (one: FollowUp, other: FollowUp) => (one.due < other.due ? -1 : Number(one.due > other.due));
  return [...actions, ...promises].toSorted(byDay);
}
