import type { GateEntryView } from '../../../shared/contract/drafts.ts';
import { TEMPLATE_FIELDS } from '../../../shared/domain/letters/fields.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { ChangedText } from '../../ui/changed-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { changedLines } from './changed-lines.ts';
import classes from './gate-panel.module.css';
import { DECISION_WORDS, gateLabel, gateTone } from './gate-words.ts';
import { type Letter, missingIn } from './letter.ts';

/** Everything to know before the message goes out: what the gate found, what is missing, and what a person changed. */
export function GatePanel(props: {
  readonly gate: readonly GateEntryView[];
  readonly letter: Letter;
  readonly proposed: Letter;
  readonly invoices: readonly { readonly number: string; readonly open: MinorUnits }[];
  readonly currency: CurrencyCode;
  readonly amount: MinorUnits;
  /** How old the figures are, in words. */
  readonly figures: React.ReactNode;
  readonly onSettings: () => void;
}) {
  const missing = missingIn(props.letter);
  const changes = changedLines(props.proposed, props.letter);
  return (
    <aside className={classes.panel} aria-label="Before it goes out">
      <Section title="Before it goes out">
        <GateEntries gate={props.gate} />
        <p className={classes.figures}>{props.figures}</p>
      </Section>
      {missing.length > 0 ? (
        <Section title="Still missing">
          <ul className={classes.list} aria-live="polite">
            {missing.map((field) => (
              <li key={field}>
                <Tag tone="red">{field}</Tag> {fieldMeaning(field)}
              </li>
            ))}
          </ul>
          <p className={classes.hint}>
            Fill it in the letter or take it out; until then the message cannot be saved or sent. Details of
            your company come from the{' '}
            <button type="button" className={classes.link} onClick={props.onSettings}>
              settings
            </button>
            .
          </p>
        </Section>
      ) : null}
      <Section title="What it asks for" aside={<MoneyText minor={props.amount} currency={props.currency} />}>
        <ul className={classes.invoices}>
          {props.invoices.map((invoice) => (
            <li key={invoice.number}>
              <span className={classes.number}>{invoice.number}</span>
              <MoneyText minor={invoice.open} currency={props.currency} />
            </li>
          ))}
        </ul>
      </Section>
      {changes.length > 0 ? (
        <Section title="What you changed">
          <div className={classes.changes}>
            {changes.map((change) => (
              <ChangedText key={change.at} before={change.before} after={change.after} />
            ))}
          </div>
        </Section>
      ) : null}
    </aside>
  );
}

/** What the gate found, one line each: the decision as a tag, the reason in words, and what is left out. */
export function GateEntries(props: { readonly gate: readonly GateEntryView[] }) {
  if (props.gate.length === 0) {
    return (
      <p>
        <Tag tone="green">clear</Tag> Nothing was found that speaks against it.
      </p>
    );
  }
  return (
    <ul className={classes.list}>
      {props.gate.map((entry) => (
        <li key={`${entry.code} ${entry.text}`}>
          <Tag tone={gateTone(entry)} title={DECISION_WORDS[entry.decision]}>
            {entry.decision === 'block' ? `${DECISION_WORDS.block}: ` : ''}
            {gateLabel(entry)}
          </Tag>{' '}
          {entry.text}
          {entry.decision === 'block' && entry.invoices.length > 0 ? (
            <span className={classes.leftOut}>
              {entry.invoices.map((number) => (
                <del key={number}>{number}</del>
              ))}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function fieldMeaning(field: string): string {
  return TEMPLATE_FIELDS.find(({ name }) => name === field)?.meaning ?? '';
}
