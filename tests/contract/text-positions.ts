import type { z } from 'zod';

/** A place in an input that takes a text of a person's or window's choice, and the schema that reads it. */
export interface TextPosition {
  readonly at: string;
  readonly schema: z.core.$ZodType;
}

/** What holds no text of anyone's choice. */
const WITHOUT_TEXT = new Set([
  'number',
  'int',
  'boolean',
  'enum',
  'literal',
  'null',
  'undefined',
  'bigint',
  'date',
]);

/** Every place in what a schema reads that could take text: strings, checks of our own, values of any shape, keys. */
export function textPositions(schema: z.core.$ZodType, at: string): readonly TextPosition[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
    case 'custom':
    case 'unknown':
    case 'any':
      return [{ at, schema }];
    case 'object':
      return Object.entries(def.shape).flatMap(([name, field]) => textPositions(field, `${at}.${name}`));
    case 'array':
      return textPositions(def.element, `${at}[]`);
    case 'tuple':
      return def.items.flatMap((item, index) => textPositions(item, `${at}[${index}]`));
    case 'record':
      return [...textPositions(def.keyType, `${at}{key}`), ...textPositions(def.valueType, `${at}{}`)];
    case 'union':
      return def.options.flatMap((option, index) => textPositions(option, `${at}|${index}`));
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
      return textPositions(def.innerType, at);
    case 'pipe':
      return textPositions(def.in, at);
    default:
      if (WITHOUT_TEXT.has(def.type)) return [];
      throw new Error(`${at} is of a kind that this walk does not know: ${def.type}.`);
  }
}
