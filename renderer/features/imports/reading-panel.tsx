import { Button, NativeSelect, SegmentedControl, Select } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { ImportInspection, ImportQuestion } from '../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { currencyOptions } from '../start/regions.ts';
import { answerQuestion } from './mapping-state.ts';
import { QuestionBlock } from './question-block.tsx';
import classes from './reading-panel.module.css';

const DATE_FORMATS = [
  { value: 'auto', label: 'Found from the file' },
  { value: 'd/M/yyyy', label: 'Day first: 31/12/2026' },
  { value: 'M/d/yyyy', label: 'Month first: 12/31/2026' },
  { value: 'yyyy-MM-dd', label: 'Year first: 2026-12-31' },
  { value: 'd MMM yyyy', label: 'With a name: 31 Dec 2026' },
];
const DECIMALS = [
  { value: 'auto', label: 'Found' },
  { value: '.', label: '1,234.50' },
  { value: ',', label: '1.234,50' },
];

export interface ReadingPanelProps {
  readonly inspection: ImportInspection;
  readonly mapping: ImportMapping;
  /** The export that was chosen, before the file has been read by it; null: a mapping of its own. */
  readonly preset: string | null;
  /** The mapping is the one of the last file of this kind. */
  readonly saved: boolean;
  /** Changes the mapping as it is at that moment. */
  readonly onMapping: (change: (mapping: ImportMapping) => ImportMapping) => void;
  readonly onPreset: (id: string) => void;
  readonly onSheet: (sheet: string) => void;
}

/** How the file as a whole is read: which export it is, its dates, its amounts, its currency. */
export function ReadingPanel(props: ReadingPanelProps) {
  const { inspection, mapping, onMapping } = props;
  const set = (part: Partial<ImportMapping>) => onMapping((old) => ({ ...old, ...part }));
  const answer = (question: ImportQuestion, value: string) =>
    onMapping((old) => answerQuestion(old, question, value));
  const { locale } = useFormat();
  const currencies = useMemo(() => currencyOptions(locale), [locale]);
  const id = useId();
  const preset = inspection.presets.find((one) => one.id === props.preset);
  const questions = inspection.questions;
  const known = DATE_FORMATS.some((format) => format.value === mapping.dateFormat);
  return (
    <>
      {props.saved ? (
        <div className={classes.note}>
          Read as you did the last file of this kind.
          <Button
            variant="subtle"
            size="xs"
            onClick={() => props.onPreset(inspection.presets[0]?.id ?? 'generic')}
          >
            Recognise anew
          </Button>
        </div>
      ) : null}
      <QuestionBlock questions={questions} code="columns" />
      <NativeSelect
        label="Export"
        value={props.preset ?? ''}
        onChange={(event) => props.onPreset(event.currentTarget.value)}
      >
        {preset ? null : <option value={props.preset ?? ''}>Your own mapping</option>}
        {inspection.presets.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </NativeSelect>
      {preset ? (
        <p className={classes.evidence}>
          <b>
            {preset.name}
            {preset.id === 'generic' ? '' : fitWords(preset.confidence)}.
          </b>{' '}
          {preset.evidence}
        </p>
      ) : null}
      {inspection.sheets.length > 1 ? (
        <NativeSelect
          label="Sheet"
          value={inspection.sheet ?? ''}
          data={[...inspection.sheets]}
          onChange={(event) => props.onSheet(event.currentTarget.value)}
        />
      ) : null}
      <div>
        <span className={classes.label} id={`${id}-kind`}>
          Each row is
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby={`${id}-kind`}
          value={mapping.kind}
          data={[
            { value: 'invoices', label: 'An invoice' },
            { value: 'payments', label: 'A payment' },
          ]}
          onChange={(kind) => set({ kind: kind === 'payments' ? 'payments' : 'invoices' })}
        />
      </div>
      <div>
        <span className={classes.label} id={`${id}-layout`}>
          Its customer is
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby={`${id}-layout`}
          value={mapping.layout}
          data={[
            { value: 'column', label: 'In the row' },
            { value: 'group', label: 'In a heading above' },
          ]}
          onChange={(layout) => set({ layout: layout === 'group' ? 'group' : 'column' })}
        />
      </div>
      <div>
        <NativeSelect
          label="Dates"
          value={mapping.dateFormat}
          data={
            known ? DATE_FORMATS : [{ value: mapping.dateFormat, label: mapping.dateFormat }, ...DATE_FORMATS]
          }
          onChange={(event) => set({ dateFormat: event.currentTarget.value })}
        />
        <QuestionBlock questions={questions} code="date_order" onAnswer={answer} />
      </div>
      <div>
        <span className={classes.label} id={`${id}-decimal`}>
          Decimal mark
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby={`${id}-decimal`}
          value={mapping.decimal}
          data={DECIMALS}
          onChange={(mark) => set({ decimal: mark === '.' || mark === ',' ? mark : 'auto' })}
        />
        <QuestionBlock questions={questions} code="decimal_mark" onAnswer={answer} />
      </div>
      <div>
        <Select
          label="Currency of rows that name none"
          placeholder={mapping.columns.currency === null ? 'Choose one' : 'None: a column says it'}
          data={currencies}
          value={mapping.currency}
          onChange={(currency) => set({ currency })}
          searchable
          selectFirstOptionOnChange
          clearable
          limit={80}
          nothingFoundMessage="No such currency"
        />
        <QuestionBlock questions={questions} code="currency" onAnswer={answer} />
      </div>
    </>
  );
}

function fitWords(confidence: number): string {
  if (confidence >= 0.9) return ' (fits)';
  if (confidence >= 0.5) return ' (fits mostly)';
  return ' (fits partly)';
}
