import type { Liquid, TagToken } from 'liquidjs';
import { type InvoiceSelection, isInvoiceSelection } from '../../../../shared/domain/letters/letter-data.ts';

/** A table that a template asks for at a place of its text. */
export type LetterTable =
  | { readonly kind: 'invoices'; readonly selection: InvoiceSelection }
  | { readonly kind: 'credits' }
  | { readonly kind: 'balance' };

/** Tags of Liquid that a letter may use. Files (`include`, `render`, `layout`) and `raw` are not among them. */
const KEPT: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'case',
  'for',
  'break',
  'continue',
  'assign',
  'comment',
]);

/** Stands alone on a line for a table. Neither data nor template text can hold this control character. */
export const TABLE_MARK = '\u0001';

/** Leaves only the tags that letters need and adds `invoices`, `credits` and `balance`. */
export function keepLetterTags(liquid: Liquid): void {
  for (const name of Object.keys(liquid.tags)) {
    if (!KEPT.has(name)) delete liquid.tags[name];
  }
  liquid.registerTag('invoices', {
    parse(token: TagToken) {
      const selection = token.args.trim() || 'all';
      if (!isInvoiceSelection(selection)) {
        throw new Error(`tag "invoices ${selection}" not found`);
      }
      this.mark = tableMark({ kind: 'invoices', selection });
    },
    render() {
      return this.mark;
    },
  });
  liquid.registerTag('credits', { render: () => tableMark({ kind: 'credits' }) });
  liquid.registerTag('balance', { render: () => tableMark({ kind: 'balance' }) });
}

function tableMark(table: LetterTable): string {
  const name = table.kind === 'invoices' ? `invoices ${table.selection}` : table.kind;
  return `\n\n${TABLE_MARK}${name}${TABLE_MARK}\n\n`;
}

/** Reads a paragraph that is a mark; null for any other text. */
export function tableOf(paragraph: string): LetterTable | null {
  if (!paragraph.startsWith(TABLE_MARK) || !paragraph.endsWith(TABLE_MARK)) return null;
  const [kind, selection] = paragraph.slice(1, -1).split(' ');
  if (kind === 'invoices' && selection !== undefined && isInvoiceSelection(selection))
    return { kind, selection };
  return kind === 'credits' || kind === 'balance' ? { kind } : null;
}
