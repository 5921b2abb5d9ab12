import { Checkbox, NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { bucketSchema, type WorklistFilter } from '../../../shared/contract/worklist.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type BucketEdges, bucketLabels } from '../../ui/aging-segments.ts';
import { listMoneyText } from '../../ui/format/money-format.ts';
import { STAGE_NAMES } from './action-words.ts';
import { MinAmount } from './min-amount.tsx';
import classes from './worklist.module.css';
import { toggled } from './worklist-filter.ts';

/** A filter that stands behind "Filter" until it is used. */
export interface FilterKind {
  readonly id: string;
  readonly label: string;
  /** What is chosen, in words; null when off. */
  readonly value: string | null;
  readonly off: Partial<WorklistFilter>;
  readonly control: ReactNode;
}

export interface FilterKindOptions {
  readonly filter: WorklistFilter;
  readonly set: (part: Partial<WorklistFilter>) => void;
  readonly facets: { readonly currencies: readonly CurrencyCode[]; readonly countries: readonly string[] };
  readonly edges: BucketEdges;
  readonly locale: string;
}

/** The filters that make sense for this ledger, in the order of the menu. */
export function filterKinds({
  filter,
  set,
  facets,
  edges,
  locale,
}: FilterKindOptions): readonly FilterKind[] {
  const buckets = bucketLabels(edges);
  const currency = filter.currencies[0] ?? facets.currencies[0] ?? null;
  const codes = facets.currencies.map((code) => [code, code] as const);
  const ages = bucketSchema.options.map((bucket) => [bucket, buckets[bucket]] as const);
  const stages = TEMPLATE_STAGES.map((stage) => [stage, STAGE_NAMES[stage]] as const);
  const countries = facets.countries.map((country) => [country, country] as const);
  const amount =
    filter.minOverdue === null || currency === null
      ? null
      : listMoneyText(filter.minOverdue, currency, locale);
  const kinds: readonly (FilterKind | null)[] = [
    codes.length > 1
      ? many('currency', 'Currency', codes, filter.currencies, (currencies) => set({ currencies }), {
          currencies: [],
        })
      : null,
    many('age', 'Age', ages, filter.buckets, (chosen) => set({ buckets: chosen }), { buckets: [] }),
    many('stage', 'Stage', stages, filter.stages, (chosen) => set({ stages: chosen }), { stages: [] }),
    countries.length > 1
      ? many('country', 'Country', countries, filter.countries, (chosen) => set({ countries: chosen }), {
          countries: [],
        })
      : null,
    currency === null
      ? null
      : {
          id: 'amount',
          label: 'At least',
          value: amount,
          off: { minOverdue: null },
          control: (
            <MinAmount
              minor={filter.minOverdue}
              currency={currency}
              onChange={(minOverdue) => set({ minOverdue })}
            />
          ),
        },
    {
      id: 'days',
      label: 'Days late',
      value: filter.minDaysPastDue === null ? null : `${filter.minDaysPastDue} or more`,
      off: { minDaysPastDue: null },
      control: (
        <NumberInput
          label="At least so many days past due"
          min={0}
          max={9999}
          value={filter.minDaysPastDue ?? ''}
          onChange={(value) => set({ minDaysPastDue: value === '' ? null : Number(value) })}
        />
      ),
    },
    many(
      'disputed',
      'Disputed',
      DISPUTED,
      chosenOf(filter),
      (chosen) => set({ disputedInLedger: chosen.at(-1) ?? 'any' }),
      {
        disputedInLedger: 'any',
      },
    ),
  ];
  return kinds.filter((kind) => kind !== null);
}

const DISPUTED = [
  ['only', 'Only disputed in the ledger'],
  ['hidden', 'Without them'],
] as const;

function chosenOf(filter: WorklistFilter): ('only' | 'hidden')[] {
  return filter.disputedInLedger === 'any' ? [] : [filter.disputedInLedger];
}

function many<Value extends string>(
  id: string,
  label: string,
  options: readonly (readonly [Value, string])[],
  chosen: readonly Value[],
  onChange: (chosen: Value[]) => void,
  off: Partial<WorklistFilter>,
): FilterKind {
  const names = options.filter(([value]) => chosen.includes(value)).map(([, name]) => name);
  const shown = names.length > 2 ? `${names.length} chosen` : names.join(', ');
  const control = (
    <div className={classes.options}>
      {options.map(([value, name]) => (
        <Checkbox
          key={value}
          label={name}
          checked={chosen.includes(value)}
          onChange={() => onChange(toggled(chosen, value))}
        />
      ))}
    </div>
  );
  return { id, label, value: names.length === 0 ? null : shown, off, control };
}
