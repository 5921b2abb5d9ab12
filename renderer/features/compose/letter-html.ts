import { missingFieldsIn, missingMarker } from '../../../shared/domain/letters/missing-marker.ts';
import { DARK, LIGHT, type Tokens } from '../../app/tokens.ts';
import { textChanges } from '../../ui/text-changes.ts';

type Mark = 'changed' | 'missing' | null;

export interface LetterLook {
  readonly scheme: 'light' | 'dark';
  /** A letter that a person edited: its text and what was proposed, so that what differs is marked. */
  readonly change: { readonly text: string; readonly proposed: string } | null;
}

/** Numbers, dates and amounts of a table are not broken over two lines; heads and longer texts are. */
const ONE_LINE = 20;

/**
 * A letter's HTML as the window shows it: in the window's colours and width, with changed words and missing fields marked.
 * The message itself is never touched. Returns a whole document for a sandboxed frame.
 */
export function letterForWindow(html: string, look: LetterLook): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const tokens = look.scheme === 'dark' ? DARK : LIGHT;
  if (look.scheme === 'dark') recolour(page);
  page.documentElement.setAttribute('style', `color-scheme:${look.scheme}`);
  for (const cell of page.querySelectorAll<HTMLElement>('th,td')) {
    const text = cell.textContent ?? '';
    const isValue = cell.tagName === 'TD' && text.length <= ONE_LINE && /\d/.test(text);
    cell.setAttribute(
      'style',
      `${cell.getAttribute('style') ?? ''};font-size:12.5px;line-height:1.4;padding-right:10px;white-space:${isValue ? 'nowrap' : 'normal'}`,
    );
  }
  for (const block of page.querySelectorAll('pre')) {
    block.setAttribute('style', `${block.getAttribute('style') ?? ''};font-size:12px;overflow-x:auto`);
  }
  mark(page, look.change === null ? [] : changedCharacters(look.change), tokens);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** The letter's paper colours, for the dark window. Letters style by attribute only. */
function recolour(page: Document): void {
  const swaps = [
    [LIGHT.ink, DARK.ink],
    [LIGHT.second, DARK.second],
    [LIGHT.line, DARK.line],
  ] as const;
  for (const element of page.querySelectorAll('[style]')) {
    const style = element.getAttribute('style') ?? '';
    element.setAttribute(
      'style',
      swaps.reduce((text, [from, to]) => text.replaceAll(from, to), style),
    );
  }
}

/** One mark for each character that is not white space: an edited text and its HTML differ in nothing else. */
function changedCharacters(change: NonNullable<LetterLook['change']>): readonly Mark[] {
  return textChanges(change.proposed, change.text)
    .filter(({ kind }) => kind !== 'removed')
    .flatMap(({ kind, text }) =>
      [...solid(text)].flatMap((character) => unitMarks(character, kind === 'added')),
    );
}

function unitMarks(character: string, changed: boolean): readonly Mark[] {
  return Array.from({ length: character.length }, () => (changed ? 'changed' : null));
}

function mark(page: Document, changed: readonly Mark[], tokens: Tokens): void {
  const texts: Text[] = [];
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  let at = 0;
  for (const node of texts) {
    const length = solid(node.data).length;
    const runs = runsOf(node.data, withMissing(node.data, changed.slice(at, at + length)));
    at += length;
    if (runs.every((run) => run.mark === null)) continue;
    node.replaceWith(
      ...runs.map((run) => (run.mark === null ? run.text : marked(page, run.text, run.mark, tokens))),
    );
  }
}

/** The marks of one run of text with those of its missing fields on top. */
function withMissing(text: string, marks: readonly Mark[]): readonly Mark[] {
  const own = Array.from({ length: solid(text).length }, (_, index) => marks[index] ?? null);
  for (const field of missingFieldsIn(text)) {
    const marker = missingMarker(field);
    for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
      const from = solid(text.slice(0, at)).length;
      own.fill('missing', from, from + solid(marker).length);
    }
  }
  return own;
}

function runsOf(
  text: string,
  marks: readonly Mark[],
): readonly { readonly text: string; readonly mark: Mark }[] {
  const runs: { text: string; mark: Mark }[] = [];
  let at = 0;
  for (const character of text.split('')) {
    const space = /\s/u.test(character);
    const last = runs.at(-1);
    const own = space ? (last?.mark ?? null) : (marks[at] ?? null);
    if (!space) at += 1;
    if (last && last.mark === own) last.text += character;
    else runs.push({ text: character, mark: own });
  }
  return runs;
}

function marked(page: Document, text: string, kind: Exclude<Mark, null>, tokens: Tokens): HTMLElement {
  const element = page.createElement('mark');
  const ground = kind === 'missing' ? tokens.redGround : tokens.accentGround;
  const ink = kind === 'missing' ? `color:${tokens.red};font-weight:600` : 'color:inherit';
  element.setAttribute('style', `background:${ground};border-radius:3px;${ink}`);
  element.textContent = text;
  return element;
}

function solid(text: string): string {
  return text.replace(/\s+/gu, '');
}
