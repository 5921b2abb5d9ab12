import type { Settings } from '../../../shared/contract/settings.ts';
import { NumberRow } from './number-row.tsx';
import { SectionFrame } from './section-frame.tsx';
import { fieldOf, useSection } from './use-section.ts';

/** When a letter is warned about or held back. */
export function LimitsSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('gate', 'Limits before a letter', settings);
  return (
    <SectionFrame
      title="Before a letter goes out"
      lead="Checks that warn you, or hold a letter back, before it reaches your mailbox."
      form={form}
    >
      <NumberRow
        label="Recent contact"
        unit="days"
        hint="A second letter within these days gets a warning. 0 turns it off."
        {...fieldOf(form, 'recentContactDays')}
      />
      <NumberRow
        label="Old figures: warn"
        unit="days"
        hint="After so many days without new figures, each letter says so to you."
        {...fieldOf(form, 'staleWarnDays')}
      />
      <NumberRow
        label="Old figures: hold back"
        unit="days"
        hint="From then on nothing is written until newer figures are in."
        {...fieldOf(form, 'staleBlockDays')}
      />
    </SectionFrame>
  );
}
