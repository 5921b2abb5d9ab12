import { cellText, cleanText } from '../../../../shared/domain/imports/blank.ts';
import { isBucketHeader, tidyHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { RowClass } from '../../../../shared/domain/imports/inspection.ts';
import type { CustomerLayout } from '../../../../shared/domain/imports/mapping.ts';
import type { GroupCustomer } from './group-customer.ts';
import { GroupStack, isLabelled } from './group-customer.ts';
import type { ColumnPlan, FoundHeader } from './header.ts';
import type { SourceRow } from './table.ts';
import type { TotalLabel } from './total-labels.ts';
import { isFooterText, totalLabel } from './total-labels.ts';

export interface ClassifierOptions {
  readonly header: FoundHeader;
  readonly plan: ColumnPlan;
  readonly layout: CustomerLayout;
  /** Names of groups that a "Total for …" row closes: only such groups can hold others. */
  readonly closedGroups: ReadonlySet<string>;
}

/** Gives every row of a file its class, in the order of the file, and carries the customer of group rows down. */
export class RowClassifier {
  readonly #header: FoundHeader;
  readonly #plan: ColumnPlan;
  readonly #layout: CustomerLayout;
  readonly #keyColumns: readonly number[];
  readonly #amountColumns: readonly number[];
  readonly #groups: GroupStack;
  #lastCustomer = '';
  #afterGrand = false;

  constructor(options: ClassifierOptions) {
    const { plan } = options;
    this.#header = options.header;
    this.#plan = plan;
    this.#layout = options.layout;
    this.#groups = new GroupStack(options.closedGroups);
    this.#keyColumns = [
      plan.invoiceNumber,
      plan.transactionNumber,
      plan.invoiceDate,
      plan.dueDate,
      plan.paymentDate,
    ]
      .concat(plan.paymentReference)
      .filter((index) => index >= 0);
    this.#amountColumns = [plan.amount, plan.openAmount].filter((index) => index >= 0);
  }

  /** The customer of the group that the last row stands in; null outside of groups. */
  get group(): GroupCustomer | null {
    return this.#layout === 'group' ? this.#groups.current : null;
  }

  classify(row: SourceRow): RowClass {
    const first = row.cells.findIndex((cell) => cellText(cell) !== '');
    if (first < 0 || isRule(row)) return 'blank';
    if (row.line < this.#header.line) return this.#title(row, first);
    if (row.line === this.#header.line || this.#isHeaderAgain(row)) return 'header';
    if (row.line === this.#header.line + 1 && this.#continuesHeader(row, first)) return 'header';
    const label = row.cells[first] ?? '';
    const total = this.#hasKey(row, first) ? null : this.#totalClass(totalLabel(label));
    if (total !== null) return total;
    const rowClass = this.#layout === 'group' ? this.#grouped(row, first) : this.#flat(row, label);
    if (rowClass === 'data') this.#remember(row);
    return rowClass;
  }

  /** Printed lists describe their first customer above the header. */
  #title(row: SourceRow, first: number): RowClass {
    if (this.#layout === 'group' && isLabelled(row.cells[first] ?? '')) this.#openGroup(row);
    return 'title';
  }

  #filled(row: SourceRow, index: number): boolean {
    return cellText(row.cells[index] ?? '') !== '';
  }

  /** A number or a date outside of the cell that carries the label. */
  #hasKey(row: SourceRow, labelAt: number): boolean {
    return this.#keyColumns.some((index) => index !== labelAt && this.#filled(row, index));
  }

  #isHeaderAgain(row: SourceRow): boolean {
    const { names } = this.#header;
    const at = this.#keyColumns[0] ?? 0;
    if ((row.cells[at] ?? '').length > 1_000 || tidyHeader(row.cells[at] ?? '') !== names[at]) return false;
    return names.every((name, index) => tidyHeader(row.cells[index] ?? '') === name);
  }

  /** The second line of a header of two: words alone below some of its names, one of them an amount's. */
  #continuesHeader(row: SourceRow, first: number): boolean {
    return (
      first > 0 &&
      this.#amountColumns.some((index) => this.#filled(row, index)) &&
      row.cells.every((cell) => !/\d/.test(cell) && cell.length <= 40) &&
      this.#amountColumns.every((index) =>
        /^\p{L}*$/u.test(cleanText(row.cells[index] ?? '').replace(/ /g, '')),
      )
    );
  }

  #totalClass(label: TotalLabel | null): RowClass | null {
    if (label === null) return null;
    if (label.name === null) {
      const closed = label.kind !== 'grand' && this.#groups.close(null);
      return closed || label.kind === 'subtotal' ? 'subtotal' : this.#grand();
    }
    const closes = this.#groups.close(label.name);
    const known =
      closes || label.kind === 'total_of' || label.name === this.#lastCustomer || isBucketHeader(label.name);
    return known ? 'subtotal' : null;
  }

  #grand(): RowClass {
    this.#afterGrand = true;
    return 'grand';
  }

  /** Rows that carry their own customer: anything with two cells and a number, a date or an amount is data. */
  #flat(row: SourceRow, label: string): RowClass {
    const filled = row.cells.filter((cell) => cellText(cell) !== '').length;
    const meaningful = [...this.#keyColumns, ...this.#amountColumns].some((index) =>
      this.#filled(row, index),
    );
    if (filled >= 2 && meaningful) return 'data';
    if (isFooterText(label)) return 'footer';
    if (filled === 1 && isBucketHeader(label)) return 'group';
    return this.#afterGrand ? 'footer' : 'unknown';
  }

  #grouped(row: SourceRow, first: number): RowClass {
    if (isLabelled(row.cells[first] ?? '')) return this.#openGroup(row);
    if (
      this.#keyColumns.some((index) => this.#filled(row, index)) &&
      row.cells.length > 1 &&
      !this.#alone(row, first)
    ) {
      return 'data';
    }
    if (isFooterText(row.cells[first] ?? '')) return 'footer';
    if (this.#amountColumns.some((index) => this.#filled(row, index))) return 'unknown';
    if (this.#afterGrand) return 'footer';
    return this.#openGroup(row);
  }

  #openGroup(row: SourceRow): RowClass {
    this.#groups.open(row, this.#plan);
    return 'group';
  }

  /** True when the row has no other cell: then a text in a number's column is the name of a group. */
  #alone(row: SourceRow, first: number): boolean {
    return row.cells.every((cell, index) => index === first || cellText(cell) === '');
  }

  #remember(row: SourceRow): void {
    this.#lastCustomer = cleanText(row.cells[this.#plan.customerName] ?? '');
  }
}

/** A line of dashes, as printed lists draw them. */
function isRule(row: SourceRow): boolean {
  const filled = row.cells.filter((cell) => cellText(cell) !== '');
  return filled.length > 0 && filled.every((cell) => /^[-=_+]{2,}$/.test(cell.trim()));
}
