import { NativeSelect } from '@mantine/core';
import type { Settings } from '../../../shared/contract/settings.ts';
import { FormRow } from '../../ui/form-row.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSection } from './use-section.ts';

const CHOICES = [0, 5, 10, 15, 30, 60, 120, 240];

/** After how long without input the workspace locks itself. */
export function IdleSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('idleLockMinutes', 'Idle lock', settings);
  const choices = [...new Set([...CHOICES, form.value])].toSorted((left, right) => left - right);
  return (
    <SectionFrame
      title="Idle lock"
      lead="A locked workspace has forgotten its key: nobody who sits down at the computer can read it."
      form={form}
    >
      <FormRow label="Lock without input after" error={form.errors['']}>
        {(ids) => (
          <NativeSelect
            id={ids.id}
            aria-describedby={ids.describedBy}
            w={180}
            value={String(form.value)}
            onChange={(event) => form.change(Number(event.currentTarget.value))}
            data={choices.map((minutes) => ({ value: String(minutes), label: minutesText(minutes) }))}
          />
        )}
      </FormRow>
    </SectionFrame>
  );
}

function minutesText(minutes: number): string {
  if (minutes === 0) return 'Never';
  if (minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}
