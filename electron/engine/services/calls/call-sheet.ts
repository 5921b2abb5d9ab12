import type { CallSheet } from '../../../../shared/contract/calls.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { fillScript } from '../../../../shared/domain/calls/guide.ts';
import { rulesFor } from '../../../../shared/domain/contact-rules/rules.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import { countDays, countOf, listOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { AccountView } from '../../db/queries/accounts.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { judgedCall } from './judged-call.ts';

/** All that a person needs while calling an account. Errors: `not_found`. */
export async function callSheet(workspace: OpenWorkspace, id: AccountId): Promise<CallSheet> {
  const settings = await readSettings(workspace);
  const [now, today] = [workspace.now(), workspace.today()];
  const account = await workspace.db.read('accountView', { id, asOf: today, today });
  const facts = await workspace.db.read('callFactsOf', account.id);
  const { debtorType, place } = facts.subject;
  return {
    at: now,
    call: judgedCall(facts, settings, { now, zone: workspace.timeZone }),
    rules: rulesFor(debtorType, place).map(({ code, text, source }) => ({ code, text, source })),
    script: fillScript(settings.callGuide.script, scriptValues(account, settings)),
    checklist: settings.callGuide.checklist.filter((item) => item.trim() !== ''),
  };
}

/** The figures of every currency in which something is overdue. */
function scriptValues(account: AccountView, { company, sender }: Settings) {
  const balances = account.balances.filter(({ overdue }) => overdue > 0);
  const late = account.documents.filter(
    ({ kind, daysPastDue, open }) => kind === 'invoice' && open > 0 && (daysPastDue ?? 0) > 0,
  );
  const oldest = Math.max(0, ...balances.map(({ oldestDaysPastDue }) => oldestDaysPastDue));
  const amounts = balances.map(({ overdue, aging }) => formatMoney(overdue, aging.currency));
  return {
    customer: account.name,
    company: company.name,
    sender: sender.name === '' ? 'your name' : sender.name,
    overdue: amounts.length === 0 ? 'nothing' : listOf(amounts),
    invoices: countOf(late.length, 'overdue invoice', 'overdue invoices'),
    days: countDays(oldest),
  };
}
