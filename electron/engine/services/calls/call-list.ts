import type { CallList } from '../../../../shared/contract/calls.ts';
import { compareCalls } from '../../../../shared/domain/calls/call-order.ts';
import { countCalls, rightPartyRates } from '../../../../shared/domain/calls/counters.ts';
import type { PastCall } from '../../../../shared/domain/contact-rules/call-limits.ts';
import { weekdayOf } from '../../../../shared/domain/contact-rules/weekends.ts';
import { addDays, startOfDay } from '../../../../shared/domain/dates.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { judgedCall } from './judged-call.ts';

/** Who is to be called, in the order in which to call, with the counters of today and of the week that began on Monday. */
export async function listCalls(workspace: OpenWorkspace): Promise<CallList> {
  const settings = await readSettings(workspace);
  const [now, today, zone] = [workspace.now(), workspace.today(), workspace.timeZone];
  const accounts = await workspace.db.read('accountsToCall', { today });
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  const week = await workspace.db.read('callsSince', { since: startOfDay(monday, zone) });
  const begin = startOfDay(today, zone);
  return {
    at: now,
    calls: accounts
      .map(({ reasons, ...account }) => ({
        ...judgedCall(account, settings, { now, zone }),
        ...{ number: account.number, name: account.name, currency: account.currency },
        ...{ overdue: account.overdue, free: account.free, oldestDaysPastDue: account.oldestDaysPastDue },
        ...{ score: account.score, planned: account.planned, reasons: [...reasons] },
      }))
      .sort(compareCalls),
    today: countersOf(week.filter(({ at }) => at >= begin)),
    week: countersOf(week),
  };
}

function countersOf(calls: readonly PastCall[]): CallList['today'] {
  const counts = countCalls(calls.map(({ outcome }) => outcome));
  return { ...counts, ...rightPartyRates(counts) };
}
