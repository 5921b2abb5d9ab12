import { spreadsheetNumber } from '../../../../shared/domain/imports/plain-number.ts';
import { dateOfSerial } from '../../../../shared/domain/imports/serial-date.ts';
import type { CellKind, SourceRow } from './table.ts';
import { MAX_COLUMNS } from './table.ts';
import type { Workbook } from './xlsx-parts.ts';
import type { XmlListener } from './xml-reader.ts';
import { PackageError } from './zip-package.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** Collects the rows of a sheet while its XML is read (ECMA-376 part 1, 18.3.1). */
export class SheetRows implements XmlListener {
  readonly #book: Workbook;
  #rows: SourceRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #kinds: CellKind[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #reading = false;
  #phonetic = false;

  constructor(book: Workbook) {
    this.#book = book;
  }

  /** The rows that are complete since the last call. */
  take(): readonly SourceRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#reading = !this.#phonetic;
    else if (name === 'row') this.#openRow(attributes.r);
    else if (name === 'rPh') this.#phonetic = true;
  }

  text(text: string): void {
    if (this.#reading) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'row' && this.#cells.length > 0) {
      this.#rows.push({ line: this.#line, cells: this.#cells, kinds: this.#kinds });
    }
  }

  #openRow(reference: string | undefined): void {
    const line = Number(reference);
    this.#line = Number.isSafeInteger(line) && line > this.#line ? line : this.#line + 1;
    this.#cells = [];
    this.#kinds = [];
    this.#column = -1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#column = columnOf(attributes.r) ?? this.#column + 1;
    this.#type = attributes.t ?? 'n';
    this.#style = Number(attributes.s ?? 0);
    this.#value = '';
  }

  #closeCell(): void {
    const [text, kind] = this.#read();
    if (text === '') return;
    if (this.#column >= MAX_COLUMNS) {
      throw new PackageError(
        `row ${this.#line} has more than ${MAX_COLUMNS} columns. Export only those of the ledger.`,
      );
    }
    while (this.#cells.length < this.#column) {
      this.#cells.push('');
      this.#kinds.push('blank');
    }
    this.#cells[this.#column] = text;
    this.#kinds[this.#column] = kind;
  }

  #read(): readonly [string, CellKind] {
    const value = this.#value;
    if (value === '') return ['', 'blank'];
    if (this.#type === 's') return [this.#book.sharedStrings[Number(value)] ?? '', 'text'];
    if (this.#type === 'd') return ISO_DATE.test(value) ? [value.slice(0, 10), 'date'] : [value, 'text'];
    if (this.#type === 'b') return [value === '1' ? 'TRUE' : 'FALSE', 'text'];
    if (this.#type !== 'n') return [value, 'text'];
    const date =
      this.#book.dateFormats[this.#style] === true ? dateOfSerial(value, this.#book.serials) : null;
    if (date !== null) return [date, 'date'];
    const number = spreadsheetNumber(value);
    return number === null ? [value, 'text'] : [number, 'number'];
  }
}

/** Index of the column of `AB12`; null without a reference. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? null : column - 1;
}
