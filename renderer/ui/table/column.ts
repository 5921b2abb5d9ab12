import type { ReactNode } from 'react';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';

/** What a cell gives to a spreadsheet. Amounts stay numbers; text is defused there. */
export type SheetValue =
  | string
  | number
  | null
  | { readonly minor: MinorUnits; readonly currency: CurrencyCode };

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Said to a screen reader and in the list of columns when the header is short. */
  readonly label?: string;
  /** In pixels; the person can change it. */
  readonly width: number;
  readonly minWidth?: number;
  /** Its share of the room that is left; the last column has 1. */
  readonly grow?: number;
  readonly align?: 'left' | 'right';
  /** The key that the list sorts by; absent: not sortable. */
  readonly sortKey?: string;
  /** The direction of the first click. */
  readonly sortsDescendingFirst?: boolean;
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  readonly hiddenAtFirst?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** For the spreadsheet; absent: the column is not copied. */
  readonly sheet?: (row: Row) => SheetValue;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}
