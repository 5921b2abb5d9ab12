import { useDebouncedValue } from '@mantine/hooks';
import { useWindowState } from '../../app/window-state.ts';

const NONE: Readonly<Record<string, string>> = {};

/** The remittance advice that was pasted for a payment: it stays while the person looks at others, not over the lock. */
export function usePastedAdvice(id: string) {
  const [all, setAll] = useWindowState<Readonly<Record<string, string>>>('cash.advice', NONE);
  const text = all[id] ?? '';
  const [read] = useDebouncedValue(text, 250);
  return {
    text,
    /** What proposals are asked for with: a moment behind the typing. */
    read,
    write: (pasted: string) => setAll((old) => ({ ...old, [id]: pasted })),
  };
}
