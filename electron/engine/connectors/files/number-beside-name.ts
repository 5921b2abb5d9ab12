import { cellText } from '../../../../shared/domain/imports/blank.ts';
import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { ColumnMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { FoundHeader } from './header.ts';

const NAMES = new Set(
  (
    'name1 name customername custname namecustomer accountname companyname company partyname kundenname firma ' +
    'bezeichnung beschriftung nom nomclient raisonsociale nombre nombrecliente razonsocial klantnaam naam'
  ).split(' '),
);
const PARTIES = new Set('customer client debtor billto party kunde relatie klant cliente'.split(' '));
const CODE = /^\p{L}{0,4}[-./ ]?\d[\d\-./]*$/u;
const MOSTLY = 0.8;

/**
 * A column called "Customer" that holds codes beside a column of names is the number of the customer, as SAP writes
 * it (`Customer`, `Name 1`). Gives the columns to be changed; none when the column holds names.
 */
export function numberBesideName(
  header: FoundHeader,
  columns: Partial<ColumnMapping>,
): Partial<ColumnMapping> {
  if (!columns.customerName) return {};
  const named = (words: ReadonlySet<string>) => header.names.find((name) => words.has(normalizeHeader(name)));
  const [number, name] = [named(PARTIES), named(NAMES)];
  if (number === undefined || name === undefined) return {};
  if (!mostlyCodes(cellsOf(header, number)) || mostlyCodes(cellsOf(header, name))) return {};
  return { customerNumber: number, customerName: name };
}

function cellsOf({ names, below }: FoundHeader, column: string): readonly string[] {
  const index = names.indexOf(column);
  return below.map((row) => cellText(row.cells[index] ?? '')).filter((text) => text !== '');
}

function mostlyCodes(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.filter((text) => CODE.test(text)).length >= cells.length * MOSTLY;
}
