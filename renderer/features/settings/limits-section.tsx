import type { Settings } from '../../../shared/contract/settings.ts';
import { NumberRow } from './number-row.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSection } from './use-section.ts';

/** When a letter is warned about or held back. */
export function LimitsSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('gate', 'Limits before a letter', settings);
  const { value, errors } = form;
  const set = (part: Partial<Settings['gate']>) => form.change({ ...value, ...part });
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
        value={value.recentContactDays}
        error={errors.recentContactDays}
        onChange={(recentContactDays) => set({ recentContactDays })}
      />
      <NumberRow
        label="Old figures: warn"
        unit="days"
        hint="After so many days without new figures, each letter says so to you."
        value={value.staleWarnDays}
        error={errors.staleWarnDays}
        onChange={(staleWarnDays) => set({ staleWarnDays })}
      />
      <NumberRow
        label="Old figures: hold back"
        unit="days"
        hint="From then on nothing is written until newer figures are in."
        value={value.staleBlockDays}
        error={errors.staleBlockDays}
        onChange={(staleBlockDays) => set({ staleBlockDays })}
      />
    </SectionFrame>
  );
}
