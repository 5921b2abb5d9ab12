import { Context, Drop } from 'liquidjs';

/** Stands for a field that the data lacks: false in a condition, a visible marker in the text. */
export class MissingField extends Drop {
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
  override valueOf(): undefined {
    return undefined;
  }
}

const MAX_FIELD_NAME = 80;

/** Names that every object inherits: never a field, whatever object they are asked of. */
const INHERITED: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'liquidMethodMissing',
]);

/** Liquid's context, except that a lacking field becomes a `MissingField` instead of nothing. */
export class LetterContext extends Context {
  override *_get(paths: Parameters<Context['_get']>[0]): IterableIterator<unknown> {
    const path = paths.map(String).join('.').slice(0, MAX_FIELD_NAME);
    if (paths.some((part) => typeof part === 'string' && INHERITED.has(part))) return new MissingField(path);
    const value: unknown = yield super._get(paths);
    return value === undefined || value === null ? new MissingField(path) : value;
  }
}
