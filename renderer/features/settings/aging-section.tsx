import type { Settings } from '../../../shared/contract/settings.ts';
import { BUCKETS } from '../../../shared/contract/worklist.ts';
import { bucketLabels } from '../../ui/aging-segments.ts';
import { NumberRow } from './number-row.tsx';
import { SectionFrame } from './section-frame.tsx';
import classes from './settings.module.css';
import { useSection } from './use-section.ts';

const NAMES = ['First bucket up to', 'Second bucket up to', 'Third bucket up to'] as const;

/** Where one aging bucket ends and the next begins. */
export function AgingSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('agingEdges', 'Aging buckets', settings);
  const edges = form.value;
  const labels = bucketLabels(edges);
  const set = (index: number, days: number) => {
    const [first, second, third] = edges.map((edge, at) => (at === index ? days : edge));
    form.change([first ?? 0, second ?? 0, third ?? 0]);
  };
  const wholeError = form.errors[''];
  return (
    <SectionFrame
      title="Aging buckets"
      lead="Days past due, counted from the due date. The same five buckets are drawn everywhere."
      form={form}
    >
      {NAMES.map((name, index) => (
        <NumberRow
          key={name}
          label={name}
          unit="days"
          value={edges[index] ?? 0}
          error={form.errors[String(index)] ?? (index === 2 ? wholeError : undefined)}
          onChange={(days) => set(index, days)}
        />
      ))}
      <ul className={classes.buckets} aria-label="The five buckets">
        {BUCKETS.map((bucket, tint) => (
          <li key={bucket}>
            <i data-tint={tint} aria-hidden="true" />
            {labels[bucket]}
          </li>
        ))}
      </ul>
    </SectionFrame>
  );
}
