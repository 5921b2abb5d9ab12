import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWholeXml } from '../../../../electron/engine/connectors/files/xml-reader.ts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/specs/intuit');

/** Why Intuit's XSDs and payloads cannot be used on this machine; null when they are there. */
export const withoutIntuitSpecs: string | null = existsSync(join(FOLDER, 'Finance.xsd'))
  ? null
  : 'Intuit’s XSDs and payloads are not beside this checkout (../shared/specs/intuit).';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

async function readElements(file: string): Promise<Element> {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  async function* whole() {
    yield readFileSync(join(FOLDER, file), 'utf8');
  }
  await readWholeXml(whole(), {
    open(name, attributes) {
      const element: Element = { name, attributes: { ...attributes }, children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(text) {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    },
    close() {
      open.pop();
    },
  });
  return top;
}

const SCHEMAS = ['Finance.xsd', 'IntuitNamesTypes.xsd', 'IntuitBaseTypes.xsd', 'IntuitRestServiceDef.xsd'];

interface ComplexType {
  readonly base: string | null;
  /** Names of elements with the names of their types, and attributes without. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The fields that Intuit's XSDs know. */
export interface IntuitFields {
  /** Names of fields of a JSON object, with their paths, that the type does not have. */
  unknown(type: string, value: object, path?: string): readonly string[];
  has(type: string, field: string): boolean;
}

export async function readIntuitFields(): Promise<IntuitFields> {
  const types = new Map<string, ComplexType>();
  for (const file of SCHEMAS) {
    const [schema] = (await readElements(file)).children;
    for (const one of schema?.children ?? []) {
      if (one.name === 'complexType') types.set(one.attributes.name ?? '', complexType(one));
    }
  }
  const typeOf = (type: string, field: string): string | undefined => {
    const known = types.get(type);
    return known?.fields.get(field) ?? (known?.base ? typeOf(known.base, field) : undefined);
  };
  const unknown = (type: string, value: object, path = type): readonly string[] =>
    Object.entries(value).flatMap(([field, inner]) => {
      // The text of an element that also has attributes.
      if (type === 'ReferenceType' && field === 'value') return [];
      const inside = typeOf(type, field);
      if (inside === undefined) return [`${path}.${field}`];
      const objects: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
      return objects.flatMap((one) =>
        typeof one === 'object' && one !== null && types.has(inside)
          ? unknown(inside, one, `${path}.${field}`)
          : [],
      );
    });
  return { unknown, has: (type, field) => typeOf(type, field) !== undefined };
}

function complexType(element: Element): ComplexType {
  const fields = new Map<string, string>();
  let base: string | null = null;
  const walk = ({ name, attributes, children }: Element): void => {
    if (name === 'extension') base = attributes.base ?? null;
    if ((name === 'element' || name === 'attribute') && attributes.name !== undefined) {
      fields.set(attributes.name, (attributes.type ?? '').replace(/^.*:/, ''));
    }
    for (const child of children) walk(child);
  };
  walk(element);
  return { base, fields };
}

/** A payload of Intuit's in the form that the API has for it in JSON. */
export async function readIntuitPayload(name: string): Promise<Readonly<Record<string, unknown>>> {
  const [root] = (await readElements(`xml-fixtures/${name}`)).children;
  if (root === undefined) throw new Error(`${name} is empty.`);
  const value = jsonOf(root);
  return (typeof value === 'object' ? value : {}) as Readonly<Record<string, unknown>>;
}

/** One payload of the sign-in; it is JSON already. */
export function readIntuitSignIn(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, 'oauth-mocks', name), 'utf8'));
}

/** Lists are lists in JSON also when there is one of them. */
const LISTS = [
  'CDCResponse',
  'Error',
  'Line',
  'LinkedTxn',
  'NameValue',
  'Invoice',
  'CreditMemo',
  'Payment',
  'Customer',
  'Bill',
  'BillPayment',
];

function jsonOf({ name, attributes, children, text }: Element): unknown {
  const { xmlns: _, ...own } = attributes;
  if (children.length === 0) {
    const value = text.trim();
    if (name.endsWith('Ref')) return { ...own, value };
    if (value === '' && Object.keys(own).length === 0) return {};
    return value === 'true' ? true : value === 'false' ? false : value;
  }
  const value: Record<string, unknown> = { ...own };
  const lists = new Map<string, unknown[]>();
  for (const child of children) {
    const list = lists.get(child.name) ?? [];
    list.push(jsonOf(child));
    lists.set(child.name, list);
  }
  for (const [field, list] of lists) {
    const inFeed = name === 'CDCResponse' && field === 'QueryResponse';
    value[field] = inFeed || list.length > 1 || LISTS.includes(field) ? list : list[0];
  }
  return value;
}
