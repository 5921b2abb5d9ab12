import { useQuery } from '@tanstack/react-query';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useFigures } from '../../app/frame/use-rail-counts.ts';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';

/** How old the figures are that the letter to an account speaks of. */
export function FiguresAge({ accountId }: { readonly accountId: AccountId }) {
  const ofAll = useFigures();
  const account = useQuery(useQueries().accounts.get.queryOptions({ input: { id: accountId } })).data;
  const figures = account?.figures ?? ofAll;
  return figures ? <FiguresStamp figures={figures} /> : null;
}
