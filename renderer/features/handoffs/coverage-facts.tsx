import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type {
  AwayAccountView,
  AwayCoverageView,
  FollowUpView,
} from '../../../shared/contract/handoff-away.ts';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './away.module.css';
import { AccountLink } from './completeness-list.tsx';
import shared from './handoffs.module.css';
import { lapseText } from './lapse-text.ts';

/** How well the accounts were looked after; what was dropped is named, and that nothing was is said too. */
export function CoverageFacts(props: {
  readonly coverage: AwayCoverageView;
  readonly accounts: readonly AwayAccountView[];
}) {
  const { coverage } = props;
  const { locale } = useFormat();
  const by = (state: FollowUpView['state']) => coverage.followUps.filter((one) => one.state === state);
  const dropped = by('dropped');
  const back = by('back');
  return (
    <Section title="While you were away">
      <dl className={classes.facts}>
        <Fact label="First touch">
          {coverage.acceptedAt === null || coverage.firstTouch === null
            ? 'none'
            : `${lapseText(coverage.acceptedAt, coverage.firstTouch.at)} after they took over`}
        </Fact>
        <Fact label="Accounts">
          {coverage.accepted} accepted
          {coverage.declined > 0 ? `, ${coverage.declined} declined` : ''} · {coverage.touchedAccounts} worked
          on
        </Fact>
        <Fact label="Due in the window">
          {count(coverage.followUps.length, 'follow-up', 'follow-ups', locale)}
          {coverage.followUps.length > 0 ? `, ${by('done').length} seen to` : ''}
          {back.length > 0 ? `, ${back.length} back in your queue` : ''}
        </Fact>
        <Fact label="Dropped">
          <span className={classes.dropped} data-tone={dropped.length === 0 ? 'green' : 'red'}>
            {dropped.length === 0 ? (
              <IconCheck size={15} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={15} aria-hidden="true" />
            )}
            {dropped.length === 0 ? '0: nothing was dropped' : dropped.length}
          </span>
        </Fact>
      </dl>
      {dropped.length > 0 ? (
        <ul className={classes.droppedList} aria-label="Dropped follow-ups">
          {dropped.map((one) => (
            <li key={`${one.accountId} ${one.kind} ${one.due}`} className={classes.droppedLine}>
              <AccountLink id={one.accountId} name={nameOf(props.accounts, one)} />
              <span>{one.summary}</span>
              <span className={shared.second}>
                due <DateText date={one.due} />, neither touched nor planned anew
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function nameOf(accounts: readonly AwayAccountView[], { accountId }: FollowUpView): string {
  return accounts.find(({ id }) => id === accountId)?.name ?? accountId;
}
