import type { Settings } from '../../../shared/contract/settings.ts';
import { SCRIPT_NAMES } from '../../../shared/domain/calls/guide.ts';
import { SectionFrame } from './section-frame.tsx';
import { TextRow } from './text-row.tsx';
import { fieldOf, useSection } from './use-section.ts';

const NAMES = SCRIPT_NAMES.map((name) => `{{${name}}}`).join(', ');

/** What stands in the form of every call: what to say, and what to find out. */
export function CallGuideSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('callGuide', 'Call guide', settings);
  const checklist = fieldOf(form, 'checklist');
  return (
    <SectionFrame
      title="Call guide"
      lead="The script and the checklist that stand beside every call."
      form={form}
    >
      <TextRow
        label="Script"
        lines={8}
        hint={`Filled in for each customer: ${NAMES}.`}
        {...fieldOf(form, 'script')}
      />
      <TextRow
        label="Checklist"
        lines={7}
        hint="One point on each line."
        value={checklist.value.join('\n')}
        {...(checklist.error === undefined ? {} : { error: checklist.error })}
        onChange={(text) => checklist.onChange(text === '' ? [] : text.split('\n'))}
      />
    </SectionFrame>
  );
}
