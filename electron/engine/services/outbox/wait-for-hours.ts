import { judgeHours } from '../../../../shared/domain/contact-rules/hours.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Why a message waits, and until when; `until` null: nobody knows, so a person has to look. */
export interface HoursWait {
  readonly reason: string;
  readonly until: Instant | null;
}

/** Whether it is no hour for mail at the customer's place; null when the message may go out now. */
export async function hoursWait(
  workspace: OpenWorkspace,
  { accountId }: Pick<OutboxRecord, 'accountId'>,
): Promise<HoursWait | null> {
  const subject = await workspace.db.read('debtorOf', accountId);
  const { contact } = await readSettings(workspace);
  const { reasons, nextAt, nextText } = judgeHours(subject, contact, workspace.now());
  if (reasons.length === 0) return null;
  const why = reasons.map(({ text }) => text).join('. ');
  const then = nextText === null ? '' : `; goes out ${nextText}, their time`;
  return { reason: `${why}${then}.`, until: nextAt };
}
