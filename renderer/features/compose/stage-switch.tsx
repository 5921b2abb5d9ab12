import { SegmentedControl } from '@mantine/core';
import {
  isTemplateStage,
  TEMPLATE_STAGES,
  type TemplateStage,
} from '../../../shared/domain/letters/stages.ts';
import { STAGE_NAMES } from '../worklist/action-words.ts';

/** Which of the five letters it is. Keys 1 to 5 do the same. */
export function StageSwitch(props: {
  readonly value: TemplateStage;
  readonly disabled: boolean;
  readonly onChange: (stage: TemplateStage) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Stage"
      value={props.value}
      disabled={props.disabled}
      data={TEMPLATE_STAGES.map((stage) => ({ value: stage, label: STAGE_NAMES[stage] }))}
      onChange={(value) => {
        if (isTemplateStage(value)) props.onChange(value);
      }}
    />
  );
}
