import { Checkbox } from '@mantine/core';
import type { DisputeSummary } from '../../../shared/contract/disputes.ts';
import { DISPUTE_REASON_LABELS, DISPUTE_REASONS } from '../../../shared/domain/disputes/reasons.ts';
import { FilterChip, ToggleChip } from '../../ui/filter-chip.tsx';
import actions from '../account/action-dialog.module.css';
import { type DisputeFilter, toggled } from './dispute-views.ts';

/** Stuck ones, age bands with their counts, and reasons. */
export function DisputeFilters(props: {
  readonly filter: DisputeFilter;
  readonly summary: DisputeSummary | undefined;
  readonly onChange: (filter: DisputeFilter) => void;
}) {
  const { filter, onChange } = props;
  const bands = (props.summary?.bands ?? []).filter(
    ({ band, disputes }) => disputes > 0 || filter.bands.includes(band),
  );
  const names = filter.reasons.map((reason) => DISPUTE_REASON_LABELS[reason]);
  return (
    <>
      <ToggleChip
        label="Stuck"
        on={filter.stuckOnly}
        onChange={(stuckOnly) => onChange({ ...filter, stuckOnly })}
      />
      {bands.map(({ band, disputes }) => (
        <ToggleChip
          key={band}
          label={`${band} d: ${disputes}`}
          on={filter.bands.includes(band)}
          onChange={() => onChange({ ...filter, bands: toggled(filter.bands, band) })}
        />
      ))}
      <FilterChip
        label="Reason"
        value={names.length === 0 ? null : names.length > 2 ? `${names.length} chosen` : names.join(', ')}
        onClear={() => onChange({ ...filter, reasons: [] })}
      >
        <div className={actions.choices}>
          {DISPUTE_REASONS.map((reason) => (
            <Checkbox
              key={reason}
              label={DISPUTE_REASON_LABELS[reason]}
              checked={filter.reasons.includes(reason)}
              onChange={() => onChange({ ...filter, reasons: toggled(filter.reasons, reason) })}
            />
          ))}
        </div>
      </FilterChip>
    </>
  );
}
