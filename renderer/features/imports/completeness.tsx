import { Button, Switch, TextInput } from '@mantine/core';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import type { ImportInspection } from '../../../shared/domain/imports/inspection.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { QuestionBlock } from './question-block.tsx';
import classes from './reading-panel.module.css';

/** The day the figures speak of, and whether the file lists everything that was open on it. */
export function Completeness(props: {
  readonly inspection: ImportInspection;
  readonly complete: boolean;
  readonly asOf: PlainDate | null;
  readonly onChange: (part: { readonly complete?: boolean; readonly asOf?: PlainDate | null }) => void;
}) {
  const { inspection, complete, asOf, onChange } = props;
  const { today } = useFormat();
  const stated = inspection.statedAsOf !== null && asOf === inspection.statedAsOf;
  const asked = asOf === null ? inspection.questions : [];
  return (
    <div className={classes.facts}>
      <TextInput
        type="date"
        label="Open amounts as of"
        description={stated ? 'As the file states.' : asOf === null ? 'Left empty: today.' : undefined}
        value={asOf ?? ''}
        max={today}
        onChange={(event) => {
          const date = event.currentTarget.value;
          onChange({ asOf: isPlainDate(date) ? (date as PlainDate) : null });
        }}
        error={complete && asOf === null ? 'A complete list needs its date.' : undefined}
      />
      <QuestionBlock questions={asked} code="as_of" />
      {asOf === null ? (
        <Button size="xs" mt={6} onClick={() => onChange({ asOf: today })}>
          Today
        </Button>
      ) : null}
      <Switch
        mt={14}
        size="xs"
        classNames={{ label: classes.switchLabel ?? '', description: classes.switchDescription ?? '' }}
        label="A complete list of everything open"
        description="Invoices in Duebook that it does not list are then asked about. Nothing is closed silently."
        checked={complete}
        onChange={(event) => onChange({ complete: event.currentTarget.checked })}
      />
    </div>
  );
}
