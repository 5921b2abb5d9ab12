import { useState } from 'react';
import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import type { CrmActivity, CrmSubject, CrmSystem } from '../../../shared/domain/crm/crm-kinds.ts';
import { CRM_NAMES } from '../../../shared/domain/crm/crm-kinds.ts';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { useAction } from '../../ui/use-action.ts';

/** What a dialog starts with: ticked accounts or those of a list, the days of a filter. */
export interface CrmStart {
  readonly subject: CrmSubject;
  readonly accounts: AccountId[] | WorklistFilter | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

export interface CrmChoice {
  readonly system: CrmSystem;
  readonly subject: CrmSubject;
  /** Of touchpoints; `all` where the CRM takes them together. */
  readonly activity: CrmActivity | 'all';
  readonly from: string;
  readonly to: string;
  readonly newOnly: boolean;
}

/** The choices of a CRM export, and the export itself. */
export function useCrmExport(start: CrmStart, onDone: () => void) {
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [choice, setChoice] = useState<CrmChoice>({
    system: 'hubspot',
    subject: start.subject,
    activity: 'calls',
    from: start.from ?? '',
    to: start.to ?? '',
    newOnly: false,
  });
  const [nothing, setNothing] = useState(false);
  const run = useAction(async () => {
    setNothing(false);
    const touchpoints = choice.subject === 'touchpoints';
    const { files } = await client.exports.crm({
      system: choice.system,
      subject: choice.subject,
      activities: touchpoints && choice.activity !== 'all' ? [choice.activity] : [],
      from: touchpoints ? dateOf(choice.from) : null,
      to: touchpoints ? dateOf(choice.to) : null,
      accounts: start.accounts,
      newOnly: touchpoints && choice.newOnly,
    });
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    if (rows === 0) {
      setNothing(true);
      return;
    }
    for (const file of files) if (!(await saveDownload(file.download))) return;
    feedback.say(`${count(rows, 'row', 'rows', locale)} exported for ${CRM_NAMES[choice.system]}`);
    onDone();
  });
  const change = (part: Partial<CrmChoice>): void => {
    setNothing(false);
    setChoice((before) => {
      const next = { ...before, ...part };
      return next.system === 'hubspot' && next.activity === 'all' ? { ...next, activity: 'calls' } : next;
    });
  };
  return { choice, change, nothing, run };
}

function dateOf(text: string): PlainDate | null {
  return isPlainDate(text) ? text : null;
}
