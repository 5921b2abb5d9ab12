import { LiquidError } from 'liquidjs';
import { EngineError } from '../../platform/engine-error.ts';

export type TemplatePart = 'subject' | 'body';

/**
 * Turns what the template library throws into `bad_template`, with the part (`subject`, `body`) and the line in
 * the details. The library's own words are kept only for what the author wrote, never a value of the data.
 */
export function badTemplate(cause: unknown, part: TemplatePart): EngineError {
  const line = lineOf(cause);
  const where = line === null ? `The ${part} of the template` : `Line ${line} of the template's ${part}`;
  return new EngineError('bad_template', `${where} ${reason(cause)}`, {
    part,
    ...(line === null ? {} : { line }),
  });
}

/** Whether the template library stopped because of the time that it took. */
export function isOverTime(cause: unknown): boolean {
  return cause instanceof Error && cause.message.includes('template render limit exceeded');
}

function lineOf(cause: unknown): number | null {
  if (!LiquidError.is(cause)) return null;
  return cause.token.getPosition()[0] ?? null;
}

function reason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : '';
  const has = (pattern: RegExp) => pattern.exec(text);
  if (isOverTime(cause)) {
    return 'takes too long, as if it never ended. Make the loop shorter.';
  }
  if (has(/memory alloc limit exceeded/u))
    return 'asks for too much memory. Make the loop or the text shorter.';
  if (has(/output limit exceeded/u)) return 'writes too much text. Make the loop or the text shorter.';
  if (has(/parse length limit exceeded/u)) return 'is too long. Shorten the template.';
  if (has(/call stack/u)) return 'is nested too deeply. Use fewer blocks inside each other.';
  const filter = has(/undefined filter: (?<name>[\w-]+)/u)?.groups?.name;
  if (filter) return `uses the filter "${filter}", which does not exist. Remove it or choose another one.`;
  const tag = has(/tag "(?<name>[\w-]+)" not found/u)?.groups?.name;
  if (tag) return `uses the tag "${tag}", which letters do not have. Remove it.`;
  if (has(/not closed/u)) return 'opens a tag or a field that is never closed. Add the closing part.';
  if (LiquidError.is(cause) && cause.name !== 'RenderError')
    return 'cannot be read. Check the brackets and the spelling.';
  return 'cannot be rendered. Check the fields and filters on it.';
}
