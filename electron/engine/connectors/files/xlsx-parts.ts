import type { SerialSystem } from '../../../../shared/domain/imports/serial-date.ts';
import { readWholeXml } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';
import { PackageError } from './zip-package.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly serials: SerialSystem;
  readonly sharedStrings: readonly string[];
  /** For each cell format (`s` of a cell) whether it shows a date. */
  readonly dateFormats: readonly boolean[];
}

const MAX_STRING_CHARACTERS = 128 << 20;

/** Reads all of a workbook but the rows of its sheets (ECMA-376 part 1, 12.3 and 18). Throws `PackageError`. */
export async function readWorkbook(zip: ZipPackage): Promise<Workbook> {
  const main = (await relations(zip, '')).find((relation) => relation.type.endsWith('/officeDocument'));
  const part = main?.target ?? 'xl/workbook.xml';
  if (part.endsWith('.bin')) throw new PackageError('it is a binary workbook (.xlsb). Save it as .xlsx.');
  if (!zip.has(part)) throw new PackageError('it is a zip file, but no Excel workbook.');
  const targets = await relations(zip, part);
  const byId = new Map(targets.map((relation) => [relation.id, relation]));
  const sheets: WorkbookSheet[] = [];
  let serials: SerialSystem = '1900';
  await readWholeXml(zip.text(part), {
    open(name, attributes) {
      if (name === 'workbookPr' && isOn(attributes.date1904)) serials = '1904';
      if (name !== 'sheet') return;
      const relation = byId.get(attributes['r:id'] ?? relationId(attributes));
      if (relation?.type.endsWith('/worksheet') !== true) return;
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', part: relation.target, hidden });
    },
  });
  const strings = targets.find((relation) => relation.type.endsWith('/sharedStrings'));
  const styles = targets.find((relation) => relation.type.endsWith('/styles'));
  return {
    sheets,
    serials,
    sharedStrings: strings === undefined ? [] : await readSharedStrings(zip, strings.target),
    dateFormats: styles === undefined ? [] : await readDateFormats(zip, styles.target),
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relations(zip: ZipPackage, part: string): Promise<readonly Relation[]> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : '';
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const found: Relation[] = [];
  if (!zip.has(file)) return found;
  await readWholeXml(zip.text(file), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributes.Target ?? '';
      const absolute = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      found.push({ id: attributes.Id ?? '', type: attributes.Type ?? '', target: absolute });
    },
  });
  return found;
}

/** The relation id under whatever prefix the writer chose for the namespace. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

async function readSharedStrings(zip: ZipPackage, part: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  let characters = 0;
  await readWholeXml(zip.text(part), {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(text) {
      if (!inText) return;
      characters += text.length;
      if (characters > MAX_STRING_CHARACTERS) throw new PackageError('it holds more text than a ledger.');
      current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(current);
    },
  });
  return strings;
}

async function readDateFormats(zip: ZipPackage, part: string): Promise<readonly boolean[]> {
  const custom = new Map<number, string>();
  const formats: boolean[] = [];
  let inCellFormats = false;
  await readWholeXml(zip.text(part), {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(isDateFormat(id, custom.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

/** Built-in formats that show a date (ECMA-376 part 1, 18.8.30), else a code with a day or a year in it. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '');
  return /[dy]/i.test(bare) && !/general/i.test(bare);
}

function isOn(text: string | undefined): boolean {
  return text === '1' || text === 'true' || text === 'on';
}
