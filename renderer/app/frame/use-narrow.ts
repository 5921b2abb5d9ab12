import { useMediaQuery } from '@mantine/hooks';

/** True where the detail slides over the list instead of standing beside it. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false });
}
