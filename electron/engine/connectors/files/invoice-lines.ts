import { cellText } from '../../../../shared/domain/imports/blank.ts';
import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { ColumnPlan, FoundHeader } from './header.ts';
import type { SourceRow } from './table.ts';

/**
 * What an amount column says in a file where an invoice stands in several rows: the amount of each `line`, the figure
 * of the whole invoice that each row repeats (`once`), or one of the two (`unclear`).
 */
export type AmountLevel = 'line' | 'once' | 'unclear';

export interface AmountLevels {
  readonly amount: AmountLevel;
  readonly openAmount: AmountLevel;
}

const LINE_AMOUNTS = new Set(
  (
    'linetotal lineamount linesubtotal linenet linegross linevalue itemtotal itemamount itemsubtotal ' +
    'extendedamount extendedprice positionsbetrag positionssumme zeilenbetrag montantligne totalligne importelinea ' +
    'regelbedrag regeltotaal'
  ).split(' '),
);
const LINE_DETAILS = new Set(
  (
    'item itemname itemdescription itemcode itemno itemnumber itemprice lineitem lineno linenumber linedescription ' +
    'product productname productservice productcode sku inventoryitemcode quantity qty unitprice unitamount unitcost ' +
    'taxrate vatrate taxcode vatcode taxtype artikel artikelnr artikelnummer artikelbezeichnung menge einzelpreis ' +
    'position pos positionsnr positionstext steuersatz ustsatz mwstsatz steuerschlussel buschlussel article ' +
    'quantite prixunitaire tauxtva articulo cantidad preciounitario tipoiva aantal stuksprijs btwcode btwtarief'
  ).split(' '),
);
const WHOLE_INVOICE = /invoice|rechnung|fact(?:ura|ure|uur)|grandtotal|montantttc/;
const WHOLE_WORDS = /total|balance|due|open|outstanding|remaining|unpaid|offen|saldo|solde|gesamt/;

/** True when columns of the file describe the lines of invoices: items, quantities, tax rates, line totals. */
export function hasLineColumns(header: FoundHeader): boolean {
  return header.names.map(normalizeHeader).some((name) => LINE_DETAILS.has(name) || LINE_AMOUNTS.has(name));
}

/** Counts, over the rows of invoices that stand in several, in how many of them an amount column changes. */
export class LineSurvey {
  readonly #plan: ColumnPlan;
  readonly #first = new Map<string, { readonly amount: string; readonly openAmount: string }>();
  readonly #changing = { amount: new Set<string>(), openAmount: new Set<string>() };

  constructor(plan: ColumnPlan) {
    this.#plan = plan;
  }

  note(key: string, row: SourceRow): void {
    const first = this.#first.get(key);
    const cells = { amount: this.#cell(row, 'amount'), openAmount: this.#cell(row, 'openAmount') };
    if (first === undefined) this.#first.set(key, cells);
    else {
      if (first.amount !== cells.amount) this.#changing.amount.add(key);
      if (first.openAmount !== cells.openAmount) this.#changing.openAmount.add(key);
    }
  }

  /** The part of the repeated invoices, 0 to 1, in which the column changes from row to row. */
  changing(field: 'amount' | 'openAmount'): number {
    return this.#first.size === 0 ? 0 : this.#changing[field].size / this.#first.size;
  }

  #cell(row: SourceRow, field: 'amount' | 'openAmount'): string {
    return cellText(row.cells[this.#plan[field]] ?? '');
  }
}

/** Says what the two amount columns tell; `survey` is null for a file without columns that describe lines. */
export function amountLevels(header: FoundHeader, plan: ColumnPlan, survey: LineSurvey | null): AmountLevels {
  const names = header.names.map(normalizeHeader);
  const level = (field: 'amount' | 'openAmount'): AmountLevel => {
    const index = plan[field];
    const name = names[index];
    if (name === undefined) return 'once';
    if (LINE_AMOUNTS.has(name)) return 'line';
    if (WHOLE_INVOICE.test(name) || names.some((other, at) => at !== index && LINE_AMOUNTS.has(other))) {
      return 'once';
    }
    const changing = survey?.changing(field) ?? 0;
    if (changing > 0) return changing > 0.5 ? 'line' : 'unclear';
    return field === 'openAmount' || WHOLE_WORDS.test(name) ? 'once' : 'unclear';
  };
  return { amount: level('amount'), openAmount: level('openAmount') };
}
