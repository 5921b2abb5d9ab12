import type { SyncRunView } from '../../../shared/contract/connections.ts';
import { SYNC_ENTITIES } from '../../../shared/domain/connections/connector-kinds.ts';
import { ENTITY_WORD, ENTITY_WORDS } from '../../../shared/domain/connections/entity-words.ts';
import { listOf } from '../../../shared/domain/format/words.ts';
import { count } from '../../ui/format/count.ts';

/** What a run brought, by counts: "1,204 invoices, 380 customers". For the first whole read, of which all is new. */
export function readCounts(run: SyncRunView, locale: string): string {
  const parts = SYNC_ENTITIES.filter((entity) => entity !== 'currency' && (run.counts[entity] ?? 0) > 0).map(
    (entity) => count(run.counts[entity] ?? 0, ENTITY_WORD[entity], ENTITY_WORDS[entity], locale),
  );
  return parts.length === 0 ? NOTHING[run.state] : `${listOf(parts, parts.length)} new or changed.`;
}

const BROKEN_OFF = 'It ended before anything new came in.';
const NOTHING: Readonly<Record<SyncRunView['state'], string>> = {
  running: 'Nothing yet.',
  done: 'Nothing changed since the read before.',
  failed: BROKEN_OFF,
  cancelled: BROKEN_OFF,
  interrupted: BROKEN_OFF,
};
