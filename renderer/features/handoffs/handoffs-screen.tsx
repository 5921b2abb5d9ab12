import type { HandoffId } from '../../../shared/domain/ids.ts';
import { useLocation } from '../../app/location/use-location.ts';
import { HandOverPage } from './hand-over-page.tsx';
import { HandoffList } from './handoff-list.tsx';
import { HandoffPage } from './handoff-page.tsx';
import { ReturnPage } from './return-page.tsx';

/** Handoffs: the list, a new one (`/new`), a return that is looked at (`/return`), or one handoff by its id. */
export function HandoffsScreen() {
  const { id } = useLocation();
  if (id === null) return <HandoffList />;
  if (id === 'new') return <HandOverPage />;
  if (id === 'return') return <ReturnPage />;
  return <HandoffPage key={id} id={id as HandoffId} />;
}
