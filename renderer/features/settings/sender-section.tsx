import type { Settings } from '../../../shared/contract/settings.ts';
import { SectionFrame } from './section-frame.tsx';
import { TextRow } from './text-row.tsx';
import { useSection } from './use-section.ts';

/** Who signs the letters and whom customers may ask. */
export function SenderSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('sender', 'Sender', settings);
  const { value, errors } = form;
  const set = (part: Partial<Settings['sender']>) => form.change({ ...value, ...part });
  return (
    <SectionFrame title="Sender" lead="Signs the letters, and is the one whom customers ask." form={form}>
      <TextRow label="Name" value={value.name} error={errors.name} onChange={(name) => set({ name })} />
      <TextRow
        label="Title"
        hint="Such as Accounts receivable."
        value={value.title}
        error={errors.title}
        onChange={(title) => set({ title })}
      />
      <TextRow
        label="Email"
        type="email"
        value={value.email}
        error={errors.email}
        onChange={(email) => set({ email })}
      />
      <TextRow
        label="Phone"
        type="tel"
        value={value.phone}
        error={errors.phone}
        onChange={(phone) => set({ phone })}
      />
    </SectionFrame>
  );
}
