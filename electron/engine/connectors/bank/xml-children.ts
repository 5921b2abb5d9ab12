import { SaxesParser } from 'saxes';
import { badFile, breathe, stopIfCancelled } from '../files/file-errors.ts';

/** An element with what is in it. Names come without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  /** Line of the file, from 1. */
  readonly row: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export interface ChildrenListener {
  /** Every element outside of the parents, before what is in it. */
  opened(name: string, attributes: Readonly<Record<string, string>>): void;
  /** A parent begins. */
  began(row: number): void;
  /** One child of a parent, whole. */
  child(element: XmlElement): void;
}

const DEEPEST = 40;
const MOST_ELEMENTS = 500_000;
const PIECE = 1 << 18;

type Building = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  readonly children: XmlElement[];
};

/**
 * Reads XML and hands on each child of the elements named `parent`, one after the other, so that a long file is never in
 * memory as a whole. Throws `bad_file` with the line for text that is not well-formed, has a document type (and with it
 * entities of its own), or is nested deeper or has larger elements than a statement has; `cancelled` on the signal.
 */
export async function readChildren(
  text: string,
  fileName: string,
  parent: string,
  listener: ChildrenListener,
  signal?: AbortSignal,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const refuse = (what: string, cause?: unknown) =>
    badFile(
      fileName,
      `line ${parser.line}: ${what}`,
      'Export the statement again as the bank offers it.',
      cause,
    );
  const open: Building[] = [];
  let [depth, parentDepth, elements] = [0, 0, 0];
  parser.on('error', (error) => {
    throw refuse('this is no well-formed XML, or only half of the file is there.', error);
  });
  parser.on('doctype', () => {
    throw refuse('the file has a document type definition, which no bank statement has. It is not read.');
  });
  parser.on('opentag', ({ name: full, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw refuse(`its elements are nested deeper than ${DEEPEST} levels.`);
    const name = localName(full);
    if (parentDepth === 0) {
      listener.opened(name, attributes);
      if (name !== parent) return;
      parentDepth = depth;
      listener.began(parser.line);
      return;
    }
    elements = open.length === 0 ? 1 : elements + 1;
    if (elements > MOST_ELEMENTS) throw refuse('one booking has more parts than can be read.');
    open.push({ name, row: parser.line, attributes, text: '', children: [] });
  });
  const addText = (piece: string) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (depth === parentDepth) parentDepth = 0;
    depth -= 1;
    const done = open.pop();
    if (done === undefined) return;
    const above = open.at(-1);
    if (above === undefined) listener.child(done);
    else above.children.push(done);
  });
  stopIfCancelled(signal);
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    await breathe(signal);
  }
  parser.close();
}

/** The first element on a path of names (`BookgDt/Dt`), or null. */
export function elementAt(from: XmlElement | null, path: string): XmlElement | null {
  return path
    .split('/')
    .reduce<XmlElement | null>((at, name) => at?.children.find((child) => child.name === name) ?? null, from);
}

/** The text on the first of these paths that has one, trimmed; null when none has. */
export function textAt(from: XmlElement | null, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const text = elementAt(from, path)?.text.trim() ?? '';
    if (text !== '') return text;
  }
  return null;
}

/** All elements on a path, whose steps may each stand several times. */
export function elementsAt(from: XmlElement | null, path: string): readonly XmlElement[] {
  return path
    .split('/')
    .reduce<readonly XmlElement[]>(
      (at, name) => at.flatMap(({ children }) => children.filter((child) => child.name === name)),
      from === null ? [] : [from],
    );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
