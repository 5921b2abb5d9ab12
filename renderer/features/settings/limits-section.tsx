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
        label="Old imports: warn"
        unit="days"
        hint="After so many days without a new import, each letter says so to you."
        {...fieldOf(form, 'staleWarnDays')}
      />
      <NumberRow
        label="Old imports: hold back"
        unit="days"
        hint="From then on nothing is written until newer figures are in."
        {...fieldOf(form, 'staleBlockDays')}
      />
      <NumberRow
        label="Old sync: warn"
        unit="hours"
        hint="The same for accounts whose figures a connection reads."
        {...fieldOf(form, 'syncWarnHours')}
      />
      <NumberRow
        label="Old sync: hold back"
        unit="hours"
        hint="From then on nothing is written or sent until the connection was read again."
        {...fieldOf(form, 'syncBlockHours')}
      />
    </SectionFrame>
  );
}
