import type { RecordFactView } from '../../../shared/contract/handoff-away.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import classes from './away.module.css';
import shared from './handoffs.module.css';

/** What a record says; what the other side says otherwise is marked, in weight and in words for a screen reader. */
export function RecordFacts(props: {
  readonly facts: readonly RecordFactView[];
  readonly other: readonly RecordFactView[];
}) {
  if (props.facts.length === 0) return <p className={classes.gone}>Not there any more</p>;
  return (
    <dl className={classes.recordFacts}>
      {props.facts.map((fact) => {
        const differs = isOther(fact, props.other);
        return (
          <div key={fact.label} className={classes.recordFact} data-differs={differs || undefined}>
            <dt className={classes.recordLabel}>{fact.label}</dt>
            <dd className={classes.recordValue}>
              <FactValue fact={fact} />
              {differs ? <span className={shared.hidden}> (differs)</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function FactValue({ fact }: { readonly fact: RecordFactView }) {
  const { locale } = useFormat();
  const { value } = fact;
  switch (value.type) {
    case 'text':
      return value.text;
    case 'date':
      return <DateText date={value.date} />;
    case 'instant':
      return <InstantText at={value.at} />;
    case 'money':
      return moneyText(value.minor, value.currency, locale);
  }
}

function isOther(fact: RecordFactView, others: readonly RecordFactView[]): boolean {
  const other = others.find(({ label }) => label === fact.label);
  return JSON.stringify(other?.value) !== JSON.stringify(fact.value);
}
