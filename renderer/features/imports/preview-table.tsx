import { NativeSelect } from '@mantine/core';
import type { ImportInspection, InspectedColumn } from '../../../shared/domain/imports/inspection.ts';
import { FIELD_NAMES, type FieldName, type ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import { FIELD_WORDS, fieldGroups } from './field-words.ts';
import { type Certainty, certainty, fieldOf } from './mapping-state.ts';
import classes from './preview-table.module.css';
import { ROW_WORDS } from './row-words.ts';

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  sure: 'recognised',
  likely: 'likely',
  guess: 'a guess, please look',
  chosen: 'your choice',
};

/** The file's own rows under a head for each column that says, and changes, what the column means. */
export function PreviewTable(props: {
  readonly inspection: ImportInspection;
  readonly mapping: ImportMapping;
  readonly onChoose: (column: string, field: FieldName | null) => void;
}) {
  const { inspection, mapping } = props;
  const fields = inspection.columns.map((column) => fieldOf(mapping, column.name));
  const rows = inspection.rows.filter((row) => row.class !== 'blank' && row.class !== 'header');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className={classes.scroller} aria-label={`Preview of ${inspection.fileName}`} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.line}>
              <span className="visually-hidden">Line of the file</span>
            </th>
            {inspection.columns.map((column, index) => (
              <ColumnHead
                key={column.index}
                column={column}
                field={fields[index] ?? null}
                kind={mapping.kind}
                onChoose={(field) => props.onChoose(column.name, field)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} data-class={row.class}>
              <th scope="row" className={classes.line}>
                {row.line}
                {ROW_WORDS[row.class] ? <span className={classes.word}>{ROW_WORDS[row.class]}</span> : null}
              </th>
              {isHeading(row.cells) ? <td colSpan={inspection.columns.length}>{row.cells[0]}</td> : null}
              {(isHeading(row.cells) ? [] : inspection.columns).map((column, index) => {
                const text = row.cells[column.index] ?? '';
                return (
                  <td key={column.index} title={text} data-used={fields[index] !== null || undefined}>
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A row with its first cell alone: it may run over the columns beside it, as it does in a spreadsheet. */
function isHeading(cells: readonly string[]): boolean {
  return Boolean(cells[0]) && cells.slice(1).every((cell) => cell === '');
}

function ColumnHead(props: {
  readonly column: InspectedColumn;
  readonly field: FieldName | null;
  readonly kind: ImportMapping['kind'];
  readonly onChoose: (field: FieldName | null) => void;
}) {
  const { column, field } = props;
  const groups = fieldGroups(props.kind);
  const listed = groups.some((group) => field !== null && group.fields.includes(field));
  const sure = certainty(column.recognisedAs === field ? column.confidence : 0);
  return (
    <th scope="col" data-used={field !== null || undefined}>
      <div className={classes.name} title={column.name}>
        {column.name || 'no header'}
      </div>
      {column.name === '' ? null : (
        <NativeSelect
          size="xs"
          aria-label={`${column.name} is`}
          value={field ?? ''}
          onChange={(event) => props.onChoose(fieldNamed(event.currentTarget.value))}
        >
          <option value="">Not imported</option>
          {field !== null && !listed ? <option value={field}>{FIELD_WORDS[field]}</option> : null}
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.fields.map((name) => (
                <option key={name} value={name}>
                  {FIELD_WORDS[name]}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      )}
      <div className={classes.certainty} data-certainty={field === null ? 'none' : sure}>
        {field === null ? ' ' : CERTAINTY_WORDS[sure]}
      </div>
    </th>
  );
}

function fieldNamed(value: string): FieldName | null {
  return FIELD_NAMES.find((name) => name === value) ?? null;
}
