import type { AccountId } from '../../../../../shared/domain/ids.ts';
import { callFacts } from '../../../../../shared/domain/touchpoint-kinds.ts';
import type { TimelineRow } from '../../../db/queries/timeline.ts';
import type { OpenWorkspace } from '../../workspace/open-workspace.ts';
import type { AccountBrief } from './brief.ts';

const TOLD = 12;
const PAGE = 200;

/** What the application did along the way, or what stands on the page anyway: it tells a backup nothing new. */
const NOT_TOLD: ReadonlySet<string> = new Set([
  'note_retracted',
  'next_action_set',
  'next_action_cleared',
  'owner_set',
  'debtor_profile_set',
  'contact_added',
  'contact_changed',
  'contact_removed',
  'invoice_file_fetched',
  'draft_created',
  'draft_changed',
  'draft_discarded',
  'draft_queued',
  'draft_changed_in_mailbox',
  'draft_removed_in_mailbox',
  'draft_taken_from_mailbox',
  'mail_approved',
  'mail_approval_withdrawn',
  'mail_queued',
  'mail_send_undone',
  'mail_rebuilt',
  'note_written_back',
  'note_not_written_back',
]);

/** Kinds that tell of a message which the customer has. */
const MESSAGES: ReadonlySet<string> = new Set([
  'mail',
  'letter',
  'sms',
  'mail_sent',
  'draft_sent_in_mailbox',
]);

type Story = Pick<AccountBrief, 'lastTalk' | 'lastMessage' | 'story' | 'hasEarlier'>;

/** What happened with an account last, and when somebody spoke or wrote to it. Entries that were taken back do not count. */
export async function collectStory({ db }: OpenWorkspace, id: AccountId): Promise<Story> {
  const told: TimelineRow[] = [];
  let lastTalk: TimelineRow | null = null;
  let lastMessage: TimelineRow | null = null;
  let cursor: string | null = null;
  do {
    const page: { readonly entries: TimelineRow[]; readonly next: string | null } = await db.read(
      'timeline',
      {
        id,
        group: 'all',
        limit: PAGE,
        cursor,
      },
    );
    const standing = page.entries.filter(({ retracted }) => !retracted);
    lastTalk ??= standing.find(isTalk) ?? null;
    lastMessage ??= standing.find(({ kind }) => MESSAGES.has(kind)) ?? null;
    if (told.length <= TOLD) told.push(...standing.filter(({ kind }) => !NOT_TOLD.has(kind)));
    cursor = page.next;
  } while (cursor !== null && (told.length <= TOLD || lastTalk === null || lastMessage === null));
  return { lastTalk, lastMessage, story: told.slice(0, TOLD), hasEarlier: told.length > TOLD };
}

/** Somebody of the customer answered: a call that reached the right house, or a meeting. */
function isTalk({ kind, outcome }: TimelineRow): boolean {
  if (kind === 'meeting') return true;
  if (kind !== 'call' || outcome === null || outcome === 'wrong_party') return false;
  return callFacts(outcome).connected;
}
