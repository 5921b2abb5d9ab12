import { type ReactNode, useRef, useState } from 'react';
import { type WorklistItem, worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { replaceLocation } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { NextStepDialog } from './next-step-dialog.tsx';
import { worklistKey } from './use-worklist.ts';

const WITHOUT = worklistFilterSchema.parse({ held: 'any', nextStep: 'none' });
const SORT = { key: 'priority', descending: true } as const;
const MOST = 500;

/**
 * Works through the overdue accounts without a next step, the most urgent first: each comes up with its proposal, and is
 * planned or passed over. `params` is what else the location keeps.
 */
export function useNextSteps(options: {
  readonly withoutStep: number;
  readonly params: Readonly<Record<string, string>>;
}): ReactNode {
  const client = useClient();
  const feedback = useFeedback();
  const [at, setAt] = useState<{ readonly item: WorklistItem; readonly left: number } | null>(null);
  const passed = useRef<ReadonlySet<string>>(new Set());

  const next = async () => {
    try {
      const limit = Math.min(MOST, passed.current.size + 1);
      const { items, total } = await client.worklist.page({ filter: WITHOUT, sort: SORT, limit });
      const item = items.find((one) => !passed.current.has(worklistKey(one)));
      if (item === undefined) {
        setAt(null);
        feedback.say(total === 0 ? 'Every overdue account has a next step' : 'No other account to plan');
        return;
      }
      replaceLocation({ id: item.accountId, params: { ...options.params, currency: item.currency } });
      setAt({ item, left: total });
    } catch (error) {
      setAt(null);
      feedback.failed(error);
    }
  };
  const pass = (item: WorklistItem) => {
    passed.current = new Set([...passed.current, worklistKey(item)]);
    void next();
  };
  useCommands([
    {
      id: 'worklist.nextSteps',
      title: 'Plan the accounts without a next step',
      group: 'List',
      keys: ['shift+n'],
      when: () => options.withoutStep > 0,
      run: () => {
        passed.current = new Set();
        void next();
      },
    },
  ]);
  if (at === null) return null;
  return (
    <NextStepDialog
      key={worklistKey(at.item)}
      item={at.item}
      left={at.left}
      onPlanned={() => void next()}
      onPass={() => pass(at.item)}
      onClose={() => setAt(null)}
    />
  );
}
