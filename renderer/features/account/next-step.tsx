import { Popover } from '@mantine/core';
import type { Account } from '../../../shared/contract/accounts.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { dateText, shortDate } from '../../ui/format/date-format.ts';
import { type FormatContext, useFormat } from '../../ui/format/locale.tsx';
import { actionWord, suggestion } from '../worklist/action-words.ts';
import { proposalTitle } from '../worklist/proposal-words.ts';
import { tellingReasons } from '../worklist/reasons.ts';
import { ReasonList } from '../worklist/why-now.tsx';
import type { Balance } from './account-balance.tsx';
import classes from './account-page.module.css';

/** What to do now and why, in a sentence. Red only when it is overdue and nothing holds it back. */
export function NextStep(props: { readonly account: Account; readonly balance: Balance }) {
  const { account, balance } = props;
  const format = useFormat();
  const { headline, tone } = headlineOf(account, balance, format);
  const why = tellingReasons(balance.reasons)
    .slice(0, 2)
    .map((reason) => reason.text);
  const late = balance.oldestDaysPastDue > 0 ? [`${balance.oldestDaysPastDue} days late`] : [];
  return (
    <section className={classes.step} data-tone={tone} aria-label="Next step">
      <p className={classes.stepText}>
        <b>{headline}.</b> {sentence([...late, ...why])}{' '}
        {balance.reasons.length > 0 ? (
          <Popover position="bottom-start" width={340} trapFocus returnFocus>
            <Popover.Target>
              <button type="button" className={classes.whyButton}>
                All reasons
              </button>
            </Popover.Target>
            <Popover.Dropdown>
              <ReasonList reasons={balance.reasons} score={balance.score} />
            </Popover.Dropdown>
          </Popover>
        ) : null}
      </p>
      <CommandButton command="account.nextAction" label="Plan" />
    </section>
  );
}

type Tone = 'red' | 'amber' | 'plain';

function headlineOf(
  account: Account,
  balance: Balance,
  format: FormatContext,
): { headline: string; tone: Tone } {
  const { today, locale } = format;
  const hold = account.holds.find(({ code }) => code === 'held' || code === 'snoozed');
  if (hold) {
    const what = hold.code === 'snoozed' ? 'Snoozed' : 'On hold';
    const until = hold.until ? ` until ${shortDate(hold.until, today, locale)}` : '';
    return { headline: `${what}${until}${hold.reason ? `: ${hold.reason}` : ''}`, tone: 'amber' };
  }
  const action = account.nextAction;
  if (action) {
    const due = daysBetween(action.date, today) >= 0;
    const note = action.note ? `: ${action.note}` : '';
    return {
      headline: `${actionWord(action.kind)} ${dateText(action.date, today, locale)}${note}`,
      tone: due ? 'red' : 'plain',
    };
  }
  const { proposal } = balance;
  return { headline: proposal ? proposalTitle(proposal, format) : suggestion(balance), tone: 'plain' };
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(' · ');
  return text === '' ? '' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
