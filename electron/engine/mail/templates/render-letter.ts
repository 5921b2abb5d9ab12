import { letterFields } from '../../../../shared/domain/letters/fields.ts';
import { type LetterFormat, letterFormat } from '../../../../shared/domain/letters/formatting.ts';
import type { LetterBlock, LetterBody } from '../../../../shared/domain/letters/letter-body.ts';
import { type LetterData, selectInvoices } from '../../../../shared/domain/letters/letter-data.ts';
import { missingMarker } from '../../../../shared/domain/letters/missing-marker.ts';
import { singleLine } from '../../../../shared/domain/letters/safe-text.ts';
import { tableWords } from '../../../../shared/domain/letters/table-words.ts';
import {
  balanceTable,
  creditTable,
  invoiceTable,
  type TableWords,
} from '../../../../shared/domain/letters/tables.ts';
import { writeLetterHtml } from '../../../../shared/domain/letters/write-html.ts';
import { writeLetterText } from '../../../../shared/domain/letters/write-text.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { type LetterTable, tableOf } from './letter-tags.ts';
import { TEMPLATE_LIMITS, type TemplateLimits } from './limits.ts';
import { renderSource } from './liquid-engine.ts';
import type { TemplateSource } from './template-source.ts';

/** A letter ready for review: subject without line breaks, body in blocks, and the two forms of the message. */
export interface RenderedLetter {
  readonly subject: string;
  readonly body: LetterBody;
  readonly text: string;
  readonly html: string;
  /** Fields that the letter uses and the data lacks; each stands in the text as `[missing: …]`. */
  readonly unresolved: readonly string[];
  /** Numbers of the invoices that its tables list, each once. */
  readonly invoices: readonly string[];
}

const MAX_SUBJECT = 200;

/**
 * Renders a template with the data of one account and currency.
 *
 * @param language BCP 47 of the wording; its tables use the words of that language.
 * @throws EngineError `bad_template` (with `part` and `line`) for a template that cannot be read or exceeds its
 *   limits, `validation` for a language without words.
 */
export function renderLetter(
  template: TemplateSource,
  data: LetterData,
  language: string,
  limits: TemplateLimits = TEMPLATE_LIMITS,
): RenderedLetter {
  const words = tableWords(language);
  if (words === null) {
    throw new EngineError(
      'validation',
      `There are no letters in the language "${language}" yet. Choose "en".`,
    );
  }
  const format = letterFormat(data.locale, data.currency);
  const fields = letterFields(data, format);
  const subject = renderSource(template.subject, 'subject', fields, limits);
  const body = renderSource(template.body, 'body', fields, limits);
  const unresolved = new Set([...subject.unresolved, ...body.unresolved]);
  const listed = new Set<string>();
  const blocks = paragraphs(body.text).flatMap((paragraph): readonly LetterBlock[] => {
    const table = tableOf(paragraph);
    if (table === null) return [{ kind: 'paragraph', text: paragraph }];
    if (table.kind === 'invoices') {
      for (const { number } of selectInvoices(data.invoices, table.selection)) listed.add(number);
    }
    const block = blockOf(table, data, format, words);
    if (block !== null) return [block];
    if (table.kind !== 'invoices') return [];
    const field = `invoices ${table.selection}`;
    unresolved.add(field);
    return [{ kind: 'paragraph', text: missingMarker(field) }];
  });
  return {
    subject: shortened(singleLine(subject.text)),
    body: blocks,
    text: writeLetterText(blocks),
    html: writeLetterHtml(blocks, language),
    unresolved: [...unresolved],
    invoices: [...listed],
  };
}

function blockOf(
  table: LetterTable,
  data: LetterData,
  format: LetterFormat,
  words: TableWords,
): LetterBlock | null {
  if (table.kind === 'invoices') return invoiceTable(data, table.selection, format, words);
  return table.kind === 'credits' ? creditTable(data, format, words) : balanceTable(data, format, words);
}

/** Paragraphs end at blank lines; inside one, spaces at the ends of lines go. */
function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n[ \t]*(?:\n[ \t]*)+/u)
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n'),
    )
    .filter((part) => part !== '');
}

function shortened(subject: string): string {
  const characters = [...subject];
  return characters.length <= MAX_SUBJECT ? subject : `${characters.slice(0, MAX_SUBJECT - 1).join('')}…`;
}
