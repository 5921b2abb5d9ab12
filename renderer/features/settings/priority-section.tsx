import { NumberInput, Slider } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SectionFrame } from './section-frame.tsx';
import classes from './settings.module.css';
import { useSection } from './use-section.ts';
import { setWeight, weightOf } from './weights.ts';

const ZERO_MARK = [{ value: 0 }];

/** How many points each reason gives at most. The reasons and their points stand beside every account. */
export function PrioritySection({ settings }: { readonly settings: Settings }) {
  const form = useSection('priorityWeights', 'Priority', settings);
  const weights = useQuery(useQueries().settings.weights.queryOptions());
  if (weights.isError) return <ErrorState error={weights.error} onRetry={() => void weights.refetch()} />;
  return (
    <SectionFrame
      title="Priority"
      lead="The most points that each reason gives, or takes when it is below zero. 0 turns it off. An account’s points add up to its place in the worklist."
      form={form}
    >
      <ul className={classes.weights}>
        {(weights.data ?? []).map((weight) => {
          const value = weightOf(form.value, weight);
          const change = (points: number) => form.change(setWeight(form.value, weight, points));
          return (
            <li key={weight.code}>
              <span className={classes.weightLabel}>{weight.label}</span>
              <Slider
                aria-label={weight.label}
                thumbLabel={weight.label}
                min={-100}
                max={200}
                size={3}
                marks={ZERO_MARK}
                classNames={{ bar: classes.noBar }}
                label={null}
                value={value}
                onChange={change}
              />
              <NumberInput
                aria-label={`${weight.label}: points`}
                value={value}
                min={-100}
                max={200}
                allowDecimal={false}
                hideControls
                onChange={(points) => change(Number(points) || 0)}
              />
              {value === weight.default ? (
                <span className={classes.default}>default</span>
              ) : (
                <IconButton
                  label={`Back to the default of ${weight.default}`}
                  icon={<IconRestore size={14} aria-hidden="true" />}
                  onClick={() => change(weight.default)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </SectionFrame>
  );
}
