import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import type { BucketEdges } from '../../ui/aging-segments.ts';
import chip from '../../ui/filter-chip.module.css';
import { FilterChip, ToggleChip } from '../../ui/filter-chip.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { filterKinds } from './filter-kinds.tsx';
import type { WorklistKind } from './worklist-filter.ts';

export interface FiltersProps {
  readonly kind: WorklistKind;
  readonly filter: WorklistFilter;
  readonly onChange: (filter: WorklistFilter) => void;
  readonly facets: { readonly currencies: readonly CurrencyCode[]; readonly countries: readonly string[] };
  readonly edges: BucketEdges;
}

/** The filters as chips: what is on says what it does; the others wait behind "Filter". */
export function WorklistFilters({ kind, filter, onChange, facets, edges }: FiltersProps) {
  const { locale } = useFormat();
  const [added, setAdded] = useState<string | null>(null);
  const set = (part: Partial<WorklistFilter>) => onChange({ ...filter, ...part });
  const kinds = filterKinds({ filter, set, facets, edges, locale });
  const shown = kinds.filter((one) => one.value !== null || one.id === added);
  const waiting = kinds.filter((one) => !shown.includes(one));
  return (
    <>
      {kind === 'worklist' ? (
        <ToggleChip
          label="Overdue"
          on={filter.scope === 'overdue'}
          onChange={(on) => set({ scope: on ? 'overdue' : 'open' })}
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
      {shown.map((one) => (
        <FilterChip
          key={one.id}
          label={one.label}
          value={one.value}
          openedAtFirst={one.id === added}
          onClear={() => {
            setAdded(null);
            set(one.off);
          }}
        >
          {one.control}
        </FilterChip>
      ))}
      <Menu>
        <Menu.Target>
          <button type="button" className={chip.chip}>
            <IconPlus size={13} aria-hidden="true" /> Filter
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {waiting.map((one) => (
            <Menu.Item key={one.id} onClick={() => setAdded(one.id)}>
              {one.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
