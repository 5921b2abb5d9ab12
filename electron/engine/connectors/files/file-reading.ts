import type { DatePattern } from '../../../../shared/domain/imports/date-pattern.ts';
import { datePattern } from '../../../../shared/domain/imports/date-pattern.ts';
import type { DateOrder, DateReading } from '../../../../shared/domain/imports/date-text.ts';
import type { ImportQuestion } from '../../../../shared/domain/imports/inspection.ts';
import type { AmountField, DateField, ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { AMOUNT_FIELDS, DATE_FIELDS, IDENTIFIER_FIELDS } from '../../../../shared/domain/imports/mapping.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { ColumnFacts } from './column-facts.ts';
import { noFacts, noteAmount, noteDate, noteIdentifier, shownMark, shownOrder } from './column-facts.ts';
import type { ColumnPlan } from './header.ts';
import type { SourceRow } from './table.ts';

type Mark = '.' | ',' | 'auto';

/** How the cells of one file are read, decided over all of its rows. */
export interface FileReading {
  readonly dates: Readonly<Record<DateField, DateReading>>;
  readonly marks: Readonly<Record<AmountField, Mark>>;
  /** Columns whose identifiers lose a `.0` at the end. */
  readonly pointZero: ReadonlySet<number>;
  /** True when most amounts are negative: a payments file may write payments as credits. */
  readonly mostlyNegative: boolean;
}

const NEGATIVE = /^\D*[-(\u2212]|-\s*$|\bCR\.?\s*$/i;

/** Gathers, over the data rows, what decides how a file is read; `decide` then gives the reading and what to ask. */
export class ReadingFacts {
  readonly #plan: ColumnPlan;
  readonly #mapping: ImportMapping;
  readonly #pattern: DatePattern | null;
  readonly #facts = new Map<number, ColumnFacts>();
  #negativeBalance = 0;

  /** Throws `bad_mapping` for a date format that cannot be understood. */
  constructor(plan: ColumnPlan, mapping: ImportMapping) {
    this.#plan = plan;
    this.#mapping = mapping;
    this.#pattern = patternOf(mapping);
    for (const field of [...DATE_FIELDS, ...AMOUNT_FIELDS, ...IDENTIFIER_FIELDS]) {
      if (plan[field] >= 0) this.#facts.set(plan[field], noFacts());
    }
  }

  note(row: SourceRow): void {
    if (this.#pattern === null) this.#each(DATE_FIELDS, row, noteDate);
    if (this.#mapping.decimal === 'auto') this.#each(AMOUNT_FIELDS, row, noteAmount);
    this.#each(IDENTIFIER_FIELDS, row, noteIdentifier);
    if (this.#mapping.kind === 'payments') {
      this.#negativeBalance += NEGATIVE.test(row.cells[this.#plan.amount] ?? '') ? 1 : -1;
    }
  }

  decide(): { readonly reading: FileReading; readonly questions: readonly ImportQuestion[] } {
    const questions: ImportQuestion[] = [];
    const unclear: string[] = [];
    const dates = {} as Record<DateField, DateReading>;
    for (const field of DATE_FIELDS) {
      const order = this.#pattern === null ? this.#order(field, unclear) : null;
      dates[field] = { pattern: this.#pattern, order };
    }
    if (unclear.length > 0) questions.push(dateQuestion([...new Set(unclear)]));
    const marks = {} as Record<AmountField, Mark>;
    for (const field of AMOUNT_FIELDS) marks[field] = this.#mark(field, questions);
    const pointZero = new Set<number>();
    for (const field of IDENTIFIER_FIELDS) {
      const facts = this.#facts.get(this.#plan[field]);
      if (facts !== undefined && facts.otherFractions === 0) pointZero.add(this.#plan[field]);
    }
    return { reading: { dates, marks, pointZero, mostlyNegative: this.#negativeBalance > 0 }, questions };
  }

  #each(
    fields: readonly (keyof ColumnPlan)[],
    row: SourceRow,
    note: (facts: ColumnFacts, row: SourceRow, index: number) => void,
  ): void {
    for (const field of fields) {
      const index = this.#plan[field];
      const facts = index < 0 ? undefined : this.#facts.get(index);
      if (facts !== undefined) note(facts, row, index);
    }
  }

  /** A column that shows no order follows the other date columns of the file, when they agree. */
  #order(field: DateField, unclear: string[]): DateOrder | null {
    const facts = this.#facts.get(this.#plan[field]);
    const shown = facts === undefined ? null : shownOrder(facts);
    if (shown !== 'unclear') return shown;
    const contradictory = facts !== undefined && facts.dates.dmy > 0 && facts.dates.mdy > 0;
    const others = contradictory ? [] : this.#orders();
    if (others.length === 1) return others[0] ?? null;
    unclear.push(this.#mapping.columns[field] ?? '');
    return null;
  }

  #orders(): readonly DateOrder[] {
    const orders = DATE_FIELDS.map((field) => {
      const facts = this.#facts.get(this.#plan[field]);
      return facts === undefined ? null : shownOrder(facts);
    });
    return (['dmy', 'mdy'] as const).filter((order) => orders.includes(order));
  }

  /** An amount column without decimals follows the other amount columns; a mixed one is read amount by amount. */
  #mark(field: AmountField, questions: ImportQuestion[]): Mark {
    if (this.#mapping.decimal !== 'auto') return this.#mapping.decimal;
    const shown = this.#shownMark(field);
    if (shown === null) return '.';
    if (shown === 'mixed') return 'auto';
    if (shown !== 'unclear') return shown;
    const others = (['.', ','] as const).filter((mark) =>
      AMOUNT_FIELDS.some((other) => this.#shownMark(other) === mark),
    );
    if (others.length === 1) return others[0] ?? 'auto';
    questions.push(markQuestion(this.#mapping.columns[field]));
    return 'auto';
  }

  #shownMark(field: AmountField): '.' | ',' | 'mixed' | 'unclear' | null {
    const facts = this.#facts.get(this.#plan[field]);
    return facts === undefined ? null : shownMark(facts);
  }
}

function patternOf(mapping: ImportMapping): DatePattern | null {
  if (mapping.dateFormat.trim().toLowerCase() === 'auto') return null;
  const pattern = datePattern(mapping.dateFormat);
  if (pattern !== null) return pattern;
  throw new EngineError(
    'bad_mapping',
    `The date format "${mapping.dateFormat}" does not name day, month and year once each. ` +
      'Use one such as "M/d/yyyy", "dd/MM/yyyy", "yyyy-MM-dd" or "d MMM yyyy", or "auto".',
    { dateFormat: mapping.dateFormat },
  );
}

/** One question for the whole file: all of its date columns are written the same way. */
function dateQuestion(columns: readonly string[]): ImportQuestion {
  const named = columns.map((column) => `"${column}"`).join(', ');
  return {
    code: 'date_order',
    column: columns.length === 1 ? (columns[0] ?? null) : null,
    text: `The dates in ${named} can be read as day/month or as month/day. Which comes first?`,
    choices: [
      { value: 'd/M/yyyy', label: 'Day first (31/12/2026)' },
      { value: 'M/d/yyyy', label: 'Month first (12/31/2026)' },
    ],
  };
}

function markQuestion(column: string | null): ImportQuestion {
  return {
    code: 'decimal_mark',
    column,
    text: `The amounts in "${column ?? ''}" can be read with a decimal point or with a decimal comma. Which is it?`,
    choices: [
      { value: '.', label: 'Decimal point (1,234.50)' },
      { value: ',', label: 'Decimal comma (1.234,50)' },
    ],
  };
}
