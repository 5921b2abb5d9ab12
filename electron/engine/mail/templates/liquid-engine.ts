import { Liquid, type Template, toValueSync } from 'liquidjs';
import type { LetterFields } from '../../../../shared/domain/letters/fields.ts';
import { missingMarker } from '../../../../shared/domain/letters/missing-marker.ts';
import { harmlessLines, severalLines } from '../../../../shared/domain/letters/safe-text.ts';
import { keepLetterFilters } from './filters.ts';
import { keepLetterTags } from './letter-tags.ts';
import { BoundedEmitter, type TemplateLimits } from './limits.ts';
import { LetterContext, MissingField } from './missing-field.ts';
import { badTemplate, isOverTime, type TemplatePart } from './template-error.ts';
import { MAX_BODY_SOURCE, MAX_SUBJECT_SOURCE } from './template-source.ts';

export interface RenderedSource {
  readonly text: string;
  /** Names of fields that the output needs and the data lacks, in order of appearance, each once. */
  readonly unresolved: readonly string[];
}

/** Parses one source. Throws `EngineError('bad_template')` with the part and the line. */
export function parseSource(source: string, part: TemplatePart): readonly Template[] {
  try {
    return letterLiquid(part, () => undefined).parse(harmlessLines(source));
  } catch (error) {
    throw badTemplate(error, part);
  }
}

/**
 * Renders one source with the fields of a letter to plain text. A value is never read as a template and holds no
 * control character; a lacking field becomes a marker and is listed. Throws `EngineError('bad_template')`.
 */
export function renderSource(
  source: string,
  part: TemplatePart,
  fields: LetterFields,
  limits: TemplateLimits,
): RenderedSource {
  const unresolved = new Set<string>();
  const liquid = letterLiquid(part, (field) => unresolved.add(field));
  try {
    const templates = liquid.parse(harmlessLines(source));
    const text = withinComputingTime(limits.renderMs, () => {
      const context = new LetterContext(
        { ...fields },
        liquid.options,
        { sync: true, renderLimit: limits.renderMs, memoryLimit: limits.memory },
        { liquid },
      );
      const emitter = new BoundedEmitter(limits.output);
      toValueSync(liquid.renderer.renderTemplates(templates, context, emitter));
      return emitter.buffer;
    });
    return { text, unresolved: [...unresolved] };
  } catch (error) {
    throw badTemplate(error, part);
  }
}

/**
 * The library's limit goes by the clock. When the computer was busy with something else meanwhile, the template is not to
 * blame: it is rendered again until it has had its time.
 */
function withinComputingTime(milliseconds: number, render: () => string): string {
  const started = process.cpuUsage();
  for (;;) {
    try {
      return render();
    } catch (error) {
      const { user, system } = process.cpuUsage(started);
      if (!isOverTime(error) || (user + system) / 1000 >= milliseconds) throw error;
    }
  }
}

function letterLiquid(part: TemplatePart, onMissing: (field: string) => void): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    greedy: false,
    parseLimit: part === 'subject' ? MAX_SUBJECT_SOURCE : MAX_BODY_SOURCE,
    outputEscape: (value: unknown) => {
      if (!(value instanceof MissingField)) return plainValue(value);
      onMissing(value.path);
      return missingMarker(value.path);
    },
  });
  keepLetterFilters(liquid);
  keepLetterTags(liquid);
  return liquid;
}

/** Text, numbers, yes and no; a list or an object has no meaning in a sentence. */
function plainValue(value: unknown): string {
  if (typeof value === 'string') return severalLines(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
