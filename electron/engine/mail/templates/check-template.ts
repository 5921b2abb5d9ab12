import { analyzeSync } from 'liquidjs';
import { TEMPLATE_FIELDS } from '../../../../shared/domain/letters/fields.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { parseSource } from './liquid-engine.ts';
import type { TemplatePart } from './template-error.ts';
import type { TemplateSource } from './template-source.ts';

/** What is wrong with a template, for its editor. `line` is null when the whole part is meant. */
export interface TemplateProblem {
  readonly part: TemplatePart;
  readonly line: number | null;
  readonly message: string;
}

const KNOWN: ReadonlySet<string> = new Set(
  TEMPLATE_FIELDS.flatMap(({ name }) => [name, name.split('.')[0] ?? name]),
);

/** Checks a template before it is saved: what cannot be read, and fields that do not exist. Empty when it is good. */
export function checkTemplate(template: TemplateSource): readonly TemplateProblem[] {
  return [...problemsOf(template.subject, 'subject'), ...problemsOf(template.body, 'body')];
}

/** Lets only a good template pass. Throws `EngineError('bad_template')` with the first problem and all of them. */
export function requireGoodTemplate(template: TemplateSource): void {
  const problems = checkTemplate(template);
  const [first] = problems;
  if (first === undefined) return;
  const { part, line, message } = first;
  throw new EngineError('bad_template', message, { part, ...(line === null ? {} : { line }), problems });
}

function problemsOf(source: string, part: TemplatePart): readonly TemplateProblem[] {
  if (source.trim() === '') return [{ part, line: null, message: `The ${part} is empty. Write one.` }];
  try {
    const { globals } = analyzeSync([...parseSource(source, part)], { partials: false });
    return Object.values(globals)
      .flat()
      .flatMap((variable) => {
        const name = variable
          .toArray()
          .filter((segment) => typeof segment === 'string')
          .join('.');
        if (isKnown(name)) return [];
        const message = `There is no field "${name}". Choose one from the list of fields.`;
        return [{ part, line: variable.location.row, message }];
      });
  } catch (error) {
    if (!isEngineError(error, 'bad_template')) throw error;
    const { line } = error.details;
    return [{ part, line: typeof line === 'number' ? line : null, message: error.message }];
  }
}

/** A field of the list, or a row of one of its lists (`invoices.first.number`). */
function isKnown(name: string): boolean {
  return KNOWN.has(name) || /^(?:invoices|credits)(?:\.|$)/u.test(name);
}
