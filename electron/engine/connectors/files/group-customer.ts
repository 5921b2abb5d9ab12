import { cellText, cleanText } from '../../../../shared/domain/imports/blank.ts';
import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { ColumnPlan } from './header.ts';
import type { SourceRow } from './table.ts';

/** The customer that a group row names, for the rows below it. */
export interface GroupCustomer {
  readonly number: string | null;
  readonly name: string | null;
  readonly contactName: string | null;
  readonly phone: string | null;
}

const LABELS: ReadonlyMap<string, keyof GroupCustomer> = new Map([
  ['ac', 'number'],
  ['account', 'number'],
  ['accountno', 'number'],
  ['customerno', 'number'],
  ['name', 'name'],
  ['customer', 'name'],
  ['contact', 'contactName'],
  ['tel', 'phone'],
  ['phone', 'phone'],
  ['telephone', 'phone'],
]);

const DETAILS = new Set([
  'companycode',
  'city',
  'street',
  'country',
  'turnover',
  'creditlimit',
  'terms',
  'averagedays',
  'address',
  'fax',
  'email',
]);

const ALIGNED = /^(\p{L}[\p{L}. ]{1,20}?) {2,}(\S.*)$/u;

/** The groups that are open while a report is read from top to bottom. */
export class GroupStack {
  readonly #closed: ReadonlySet<string>;
  #open: { readonly name: string; customer: GroupCustomer }[] = [];

  constructor(closedGroups: ReadonlySet<string>) {
    this.#closed = closedGroups;
  }

  get current(): GroupCustomer | null {
    const top = this.#open.at(-1);
    if (top === undefined) return null;
    if (this.#open.length === 1) return top.customer;
    return { ...top.customer, name: this.#open.map((group) => group.name).join(':') };
  }

  /**
   * Opens the group that this row names: by labelled cells (`A/C:` …), the mapped customer columns, or its first cell.
   * A row that only adds to the open group (`Contact:`, `Credit limit:`) completes that one.
   */
  open(row: SourceRow, plan: ColumnPlan): void {
    const labelled = labelledCells(row);
    if (labelled !== null) {
      const top = this.#open.at(-1);
      if (labelled.number === null && labelled.name === null) {
        if (top !== undefined) top.customer = completed(top.customer, labelled);
        return;
      }
      this.#push(labelled.name ?? labelled.number ?? '', labelled);
      return;
    }
    const number = cellText(row.cells[plan.customerNumber] ?? '');
    const named = cleanText(row.cells[plan.customerName] ?? '');
    const first = cleanText(row.cells.find((cell) => cellText(cell) !== '') ?? '');
    const name = named === '' && number === '' ? first : named;
    const alone = row.cells.filter((cell) => cellText(cell) !== '').length === 1;
    const customer =
      alone && named === '' ? { number: null, name: first } : { number: number || null, name: name || null };
    this.#push(customer.name ?? number, { ...customer, contactName: null, phone: null });
  }

  /** Closes the named group, or the innermost one for null; false when there is none to close. */
  close(name: string | null): boolean {
    if (this.#open.length === 0) return false;
    const at =
      name === null ? this.#open.length - 1 : this.#open.findLastIndex((group) => group.name === name);
    if (at < 0) return false;
    this.#open = this.#open.slice(0, at);
    return true;
  }

  /** Groups that no total closes end where the next one starts. */
  #push(name: string, customer: GroupCustomer): void {
    this.#open = this.#open.filter((group) => this.#closed.has(group.name));
    this.#open.push({ name, customer });
  }
}

function completed(known: GroupCustomer, added: GroupCustomer): GroupCustomer {
  return { ...known, contactName: added.contactName ?? known.contactName, phone: added.phone ?? known.phone };
}

/** Cells like `A/C:` with their value in the next filled cell or behind the colon; null when the row has no labels. */
function labelledCells(row: SourceRow): GroupCustomer | null {
  const found: Record<keyof GroupCustomer, string | null> = {
    number: null,
    name: null,
    contactName: null,
    phone: null,
  };
  let label: keyof GroupCustomer | 'detail' | null = null;
  let any = false;
  for (const cell of row.cells) {
    const text = cleanText(cell);
    if (text === '') continue;
    const [head, inline] = splitLabel(cell);
    const field = LABELS.get(head) ?? (DETAILS.has(head) ? 'detail' : null);
    if (field !== null) {
      any = true;
      label = inline === '' ? field : null;
      if (inline !== '' && field !== 'detail') found[field] ??= inline;
    } else if (label !== null) {
      if (label !== 'detail') found[label] ??= text;
      label = null;
    }
  }
  return any ? found : null;
}

/** True for `A/C: ABC001` or `Name:`: the start of a row that describes the customer of its group. */
export function isLabelled(cell: string): boolean {
  const [head] = splitLabel(cell);
  return LABELS.has(head) || DETAILS.has(head);
}

/** `Name: Miller` or, as printed lists align it, `Name      Miller`; two empty texts for any other cell. */
function splitLabel(cell: string): readonly [string, string] {
  const text = cleanText(cell);
  const aligned = ALIGNED.exec(cell.trim());
  if (aligned !== null) return [normalizeHeader(aligned[1] ?? ''), cleanText(aligned[2] ?? '')];
  const colon = text.indexOf(':');
  if (colon < 0 || colon > 40) return ['', ''];
  return [normalizeHeader(text.slice(0, colon)), text.slice(colon + 1).trim()];
}
