import type { Settings } from '../../../shared/contract/settings.ts';
import { SectionFrame } from './section-frame.tsx';
import { TextRow } from './text-row.tsx';
import { useSection } from './use-section.ts';

/** Whose invoices are chased: what letters say of the company and of how to pay. */
export function CompanySection({ settings }: { readonly settings: Settings }) {
  const form = useSection('company', 'Company', settings);
  const { value, errors } = form;
  const set = (part: Partial<Settings['company']>) => form.change({ ...value, ...part });
  return (
    <SectionFrame title="Company" lead="Stands in every letter, as your customers know it." form={form}>
      <TextRow label="Name" value={value.name} error={errors.name} onChange={(name) => set({ name })} />
      <TextRow
        label="Address"
        lines={3}
        value={value.address}
        error={errors.address}
        onChange={(address) => set({ address })}
      />
      <TextRow
        label="Phone"
        type="tel"
        value={value.phone}
        error={errors.phone}
        onChange={(phone) => set({ phone })}
      />
      <TextRow
        label="Email"
        type="email"
        value={value.email}
        error={errors.email}
        onChange={(email) => set({ email })}
      />
      <TextRow
        label="How to pay"
        hint="Bank details and the like, word for word as they stand in letters. Check each digit."
        lines={4}
        value={value.paymentInstructions}
        error={errors.paymentInstructions}
        onChange={(paymentInstructions) => set({ paymentInstructions })}
      />
      <TextRow
        label="Payment portal"
        hint="Where customers see their invoices and pay; leave it empty if there is none."
        type="url"
        value={value.portalUrl}
        error={errors.portalUrl}
        onChange={(portalUrl) => set({ portalUrl })}
      />
    </SectionFrame>
  );
}
