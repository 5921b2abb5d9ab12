import type { Settings } from '../../../shared/contract/settings.ts';
import { SectionFrame } from './section-frame.tsx';
import { TextRow } from './text-row.tsx';
import { fieldOf, useSection } from './use-section.ts';

/** Who signs the letters and whom customers may ask. */
export function SenderSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('sender', 'Sender', settings);
  return (
    <SectionFrame title="Sender" lead="Signs the letters, and is the one whom customers ask." form={form}>
      <TextRow label="Name" {...fieldOf(form, 'name')} />
      <TextRow label="Title" hint="Such as Accounts receivable." {...fieldOf(form, 'title')} />
      <TextRow label="Email" type="email" {...fieldOf(form, 'email')} />
      <TextRow label="Phone" type="tel" {...fieldOf(form, 'phone')} />
    </SectionFrame>
  );
}
