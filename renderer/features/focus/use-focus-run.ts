import { useEffect, useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import type { useCursor } from '../worklist/use-cursor.ts';
import type { useWorklist } from '../worklist/use-worklist.ts';
import { leftIn, NEW_RUN, nextOf, withPassed, withWorked } from './focus-run.ts';

/** One pass through a list, account by account; it begins anew whenever focus mode is entered. */
export function useFocusRun(
  list: ReturnType<typeof useWorklist>,
  cursor: ReturnType<typeof useCursor>,
  focused: boolean,
) {
  const feedback = useFeedback();
  const [run, setRun] = useState(NEW_RUN);
  useEffect(() => {
    if (!focused) setRun(NEW_RUN);
  }, [focused]);
  const rows = list.rows ?? [];
  const total = list.first?.total ?? rows.length;
  const { item } = cursor;
  const goTo = (row: WorklistItem | undefined, otherwise: string) => {
    if (row) cursor.goTo(row);
    else feedback.say(otherwise);
  };
  return {
    done: run.worked.size,
    left: leftIn(rows, { total, all: !list.hasNextPage }, run),
    /** The account was dealt with. */
    worked() {
      if (item === null) return;
      setRun((now) => withWorked(now, item, total));
      goTo(nextOf(rows, item, run, 'worked'), 'Every account of this list was worked');
    },
    /** On to the next one without having done anything. */
    pass() {
      if (item === null) return;
      setRun((now) => withPassed(now, item));
      goTo(nextOf(rows, item, run, 'passed'), 'That is the last account of this list');
    },
  };
}
