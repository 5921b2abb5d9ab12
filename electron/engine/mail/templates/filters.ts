import { type FilterImplOptions, type Liquid, filters as liquidFilters } from 'liquidjs';
import { MissingField } from './missing-field.ts';

/** The filters of Liquid that a letter needs. Everything else, `raw` above all, is an unknown filter. */
const KEPT = [
  'append',
  'capitalize',
  'downcase',
  'join',
  'prepend',
  'size',
  'strip',
  'truncate',
  'upcase',
] as const;

type FilterFunction = (this: unknown, value: unknown, ...parameters: unknown[]) => unknown;

/** Leaves only the filters that letters need. A lacking field passes through all but `default`, to be flagged. */
export function keepLetterFilters(liquid: Liquid): void {
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const name of KEPT) liquid.registerFilter(name, keepingMissing(functionOf(liquidFilters[name])));
  liquid.registerFilter('default', functionOf(liquidFilters.default));
  liquid.registerFilter('plural', keepingMissing(plural));
}

/** `{{ counts.overdue | plural: "invoice", "invoices" }}`: the word for one, or the word for any other number. */
function plural(count: unknown, one: unknown, other: unknown): unknown {
  return count === 1 ? one : other;
}

function keepingMissing(filter: FilterFunction): FilterFunction {
  return function (value, ...parameters) {
    const missing = [value, ...parameters].find((each) => each instanceof MissingField);
    return missing ?? filter.call(this, value, ...parameters);
  };
}

function functionOf(filter: FilterImplOptions | undefined): FilterFunction {
  const handler = typeof filter === 'object' ? filter.handler : filter;
  if (handler === undefined) throw new Error('The template library lacks a filter that letters need.');
  return handler as FilterFunction;
}
