import type { Settings } from '../../../shared/contract/settings.ts';
import { SectionFrame } from './section-frame.tsx';
import { TextRow } from './text-row.tsx';
import { fieldOf, useSection } from './use-section.ts';

/** Whose invoices are chased: what letters say of the company and of how to pay. */
export function CompanySection({ settings }: { readonly settings: Settings }) {
  const form = useSection('company', 'Company', settings);
  return (
    <SectionFrame title="Company" lead="Stands in every letter, as your customers know it." form={form}>
      <TextRow label="Name" {...fieldOf(form, 'name')} />
      <TextRow label="Address" lines={3} {...fieldOf(form, 'address')} />
      <TextRow label="Phone" type="tel" {...fieldOf(form, 'phone')} />
      <TextRow label="Email" type="email" {...fieldOf(form, 'email')} />
      <TextRow
        label="How to pay"
        hint="Bank details and the like, word for word as they stand in letters. Check each digit."
        lines={4}
        {...fieldOf(form, 'paymentInstructions')}
      />
      <TextRow
        label="Payment portal"
        hint="Where customers see their invoices and pay; leave it empty if there is none."
        type="url"
        {...fieldOf(form, 'portalUrl')}
      />
    </SectionFrame>
  );
}
