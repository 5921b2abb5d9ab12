import type { z } from 'zod';
import { EngineError } from '../../platform/engine-error.ts';

/** Values as lines of JSON, in UTF-8. */
export function toJsonLines(values: Iterable<unknown>): Uint8Array {
  const lines: string[] = [];
  for (const value of values) lines.push(`${JSON.stringify(value)}\n`);
  return Buffer.from(lines.join(''), 'utf8');
}

/** The lines of a part of a pack. */
export function linesOf(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

/** Reads a part of a pack line by line. Throws `bad_pack` with the part and the line that is not what it should be. */
export function fromJsonLines<Value>(path: string, bytes: Uint8Array, schema: z.ZodType<Value>): Value[] {
  return linesOf(bytes).map((line, index) => readJson(`${path}, line ${index + 1}`, line, schema));
}

/** Reads one JSON text of a pack. Throws `bad_pack`. */
export function readJson<Value>(where: string, text: string, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what = issue === undefined ? '' : ` (${[...issue.path, issue.message].join(' ')})`;
  throw new EngineError(
    'bad_pack',
    `The pack cannot be used: ${where} is not what it should be${what}. Nothing was changed.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
