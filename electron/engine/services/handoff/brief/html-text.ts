import { escapeHtml } from '../../../../../shared/domain/letters/write-html.ts';
import { breakable, hasLongWord } from './safe-words.ts';
import type { Cell } from './sheet.ts';

/** Escaped text; its line breaks stay, and words that are too long for a column may break. */
export function textHtml(text: string): string {
  const whole = hasLongWord(text) ? breakable(text).map(escapeHtml).join('<wbr>') : escapeHtml(text);
  return whole.replaceAll('\n', '<br>');
}

/** The inside of a cell, a fact or an item: the text, where it leads, and its note below. */
export function cellHtml({ text, note, tone, strong, to }: Cell): string {
  const escaped = textHtml(text);
  const toned = tone === undefined || text === '' ? escaped : `<span class="${tone}">${escaped}</span>`;
  const weighted = strong === true && text !== '' ? `<strong>${toned}</strong>` : toned;
  const linked = to === undefined || text === '' ? weighted : `<a href="#${escapeHtml(to)}">${weighted}</a>`;
  return note === undefined || note === '' ? linked : `${linked}<span class="note">${textHtml(note)}</span>`;
}
