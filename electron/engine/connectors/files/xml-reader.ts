import { SaxesParser } from 'saxes';

/** What a reader of one XML part wants to hear; names come without their namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Feeds XML text to a listener, piece by piece; yields after each piece so that the caller can hand on what came.
 * External entities and DTDs are never resolved. Throws an `Error` for text that is not well-formed.
 */
export async function* readXml(pieces: AsyncIterable<string>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('A workbook has no document type definition.');
  });
  parser.on('opentag', (tag) => {
    listener.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    listener.close?.(localName(tag.name));
  });
  if (listener.text) parser.on('text', (text) => listener.text?.(text));
  for await (const piece of pieces) {
    parser.write(piece);
    yield;
  }
  parser.close();
}

/** Reads a whole small part. */
export async function readWholeXml(pieces: AsyncIterable<string>, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(pieces, listener));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
