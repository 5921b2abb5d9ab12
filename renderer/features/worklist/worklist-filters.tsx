import { Checkbox, NumberInput } from '@mantine/core';
import { bucketSchema, type WorklistFilter } from '../../../shared/contract/worklist.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type BucketEdges, bucketLabels } from '../../ui/aging-segments.ts';
import { FilterChip, ToggleChip } from '../../ui/filter-chip.tsx';
import { STAGE_NAMES } from './action-words.ts';
import { MinAmount } from './min-amount.tsx';
import classes from './worklist.module.css';
import { toggled, type WorklistKind } from './worklist-filter.ts';

export interface FiltersProps {
  readonly kind: WorklistKind;
  readonly filter: WorklistFilter;
  readonly onChange: (filter: WorklistFilter) => void;
  readonly facets: { readonly currencies: readonly CurrencyCode[]; readonly countries: readonly string[] };
  readonly edges: BucketEdges;
}

/** The filters as chips: what is on says what it does. */
export function WorklistFilters({ kind, filter, onChange, facets, edges }: FiltersProps) {
  const labels = bucketLabels(edges);
  const set = (part: Partial<WorklistFilter>) => onChange({ ...filter, ...part });
  return (
    <>
      {kind === 'worklist' ? (
        <ToggleChip
          label={filter.scope === 'overdue' ? 'Overdue' : 'All open'}
          on={filter.scope === 'overdue'}
          onChange={(on) => set({ scope: on ? 'overdue' : 'open' })}
        />
      ) : null}
      {facets.currencies.length > 1 ? (
        <ManyChip
          label="Currency"
          options={facets.currencies.map((code) => [code, code] as const)}
          chosen={filter.currencies}
          onChange={(currencies) => set({ currencies })}
        />
      ) : null}
      <ManyChip
        label="Age"
        options={bucketSchema.options.map((bucket) => [bucket, labels[bucket]] as const)}
        chosen={filter.buckets}
        onChange={(buckets) => set({ buckets })}
      />
      <ManyChip
        label="Stage"
        options={TEMPLATE_STAGES.map((stage) => [stage, STAGE_NAMES[stage]] as const)}
        chosen={filter.stages}
        onChange={(stages) => set({ stages })}
      />
      {facets.countries.length > 1 ? (
        <ManyChip
          label="Country"
          options={facets.countries.map((country) => [country, country] as const)}
          chosen={filter.countries}
          onChange={(countries) => set({ countries })}
        />
      ) : null}
      <ToggleChip
        label="No next action"
        on={filter.nextAction === 'none'}
        onChange={(on) => set({ nextAction: on ? 'none' : 'any' })}
      />
      <ToggleChip
        label="Snoozed"
        on={filter.held === 'only'}
        onChange={(on) => set({ held: on ? 'only' : kind === 'worklist' ? 'hidden' : 'any' })}
      />
      <MinAmount
        minor={filter.minOverdue}
        currency={filter.currencies[0] ?? facets.currencies[0] ?? null}
        onChange={(minOverdue) => set({ minOverdue })}
      />
      <FilterChip
        label="Days late"
        value={filter.minDaysPastDue === null ? null : `${filter.minDaysPastDue}+`}
        onClear={() => set({ minDaysPastDue: null })}
      >
        <NumberInput
          label="At least so many days past due"
          min={0}
          max={9999}
          value={filter.minDaysPastDue ?? ''}
          onChange={(value) => set({ minDaysPastDue: value === '' ? null : Number(value) })}
        />
      </FilterChip>
    </>
  );
}

function ManyChip<Value extends string>(props: {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}) {
  const names = props.options.filter(([value]) => props.chosen.includes(value)).map(([, name]) => name);
  const shown = names.length > 2 ? `${names.length} chosen` : names.join(', ');
  return (
    <FilterChip
      label={props.label}
      value={names.length === 0 ? null : shown}
      onClear={() => props.onChange([])}
    >
      <div className={classes.options}>
        {props.options.map(([value, name]) => (
          <Checkbox
            key={value}
            label={name}
            checked={props.chosen.includes(value)}
            onChange={() => props.onChange(toggled(props.chosen, value))}
          />
        ))}
      </div>
    </FilterChip>
  );
}
