import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ApprovalFacts } from '../../db/commands/outbox-approval.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { writtenOn } from '../outreach/draft-view.ts';
import { letterAgain } from '../outreach/letter-again.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { contactsAmong } from './contact-addresses.ts';
import { type Wording, wordingOf } from './own-words.ts';

/** What the gate compares with when it is asked again before sending: whose addresses, and whose words, these are. */
export async function approvalFacts(workspace: OpenWorkspace, draft: DraftRecord): Promise<ApprovalFacts> {
  const contacts = await workspace.db.read('accountContacts', draft.accountId);
  const wording = draft.edited === 1 ? await templateWording(workspace, draft) : null;
  return {
    contactsJson: JSON.stringify(contactsAmong(draft, contacts)),
    wordingJson: wording === null ? null : JSON.stringify(wording),
  };
}

/** Where the template has nothing to say about these invoices any more, every word counts as the person's. */
async function templateWording(workspace: OpenWorkspace, draft: DraftRecord): Promise<Wording> {
  const figures = writtenOn(draft);
  const { letter } = await letterAgain(workspace, draft, draft.invoicesJson, draft.asOf as PlainDate, {
    ...(figures === undefined ? {} : { figures }),
    withoutHours: true,
  });
  return letter === null ? { subject: '', text: '' } : wordingOf(letter);
}
