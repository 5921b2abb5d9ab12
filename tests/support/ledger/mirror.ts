import type { Connector, Cursor, Page } from '../../../electron/engine/connectors/connector.ts';
import {
  type ConnectorKind,
  SYNC_ENTITIES,
  type SyncEntity,
} from '../../../shared/domain/connections/connector-kinds.ts';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';

/**
 * What pages come to when they are applied in turn, as the sync service applies them: the same page again changes
 * nothing, each page is taken whole or not at all.
 */
export class Mirror {
  readonly kind: ConnectorKind;
  readonly #records = new Map<string, AnySourceRecord>();
  readonly cursors = new Map<SyncEntity, Cursor>();
  /** Records set aside, by entity and id; one that is read well later is forgotten. */
  readonly bad = new Map<string, string>();
  /** How many records came, those that came again included. */
  delivered = 0;

  constructor(kind: ConnectorKind) {
    this.kind = kind;
  }

  apply(page: Page): void {
    for (const { entity, owner } of page.replaces ?? []) {
      this.#forget((one) => one.entity === entity && ownerOf(one) === owner.sourceId);
    }
    for (const record of page.records) {
      this.#records.set(keyOf(record), record);
      this.bad.delete(keyOf(record));
      this.delivered += 1;
    }
    for (const { entity, sourceId, mergedInto } of page.tombstones) {
      this.#forget((one) => one.entity === entity && one.sourceId === sourceId);
      this.#forget((one) => one.entity !== 'customer' && belongsTo(one, entity, sourceId));
      if (mergedInto !== null) this.#repoint(sourceId, mergedInto);
    }
    for (const { entity, sourceId, problem } of page.bad) this.bad.set(`${entity}:${sourceId}`, problem);
    this.cursors.set(page.entity, page.next);
  }

  /** The records in a form that can be compared, without times: each vendor writes its own. */
  comparable(): readonly AnySourceRecord[] {
    return comparable([...this.#records.values()]);
  }

  get(entity: SyncEntity, sourceId: string): AnySourceRecord | undefined {
    return this.#records.get(`${entity}:${sourceId}`);
  }

  #forget(chosen: (record: AnySourceRecord) => boolean): void {
    for (const [key, record] of this.#records) if (chosen(record)) this.#records.delete(key);
  }

  #repoint(from: string, into: string): void {
    for (const [key, record] of this.#records) {
      if ('customerId' in record && record.customerId === from && record.entity !== 'contact') {
        this.#records.set(key, { ...record, customerId: into });
      }
    }
  }
}

/** Sorted by entity and id, without the times of changes. */
export function comparable(records: readonly AnySourceRecord[]): readonly AnySourceRecord[] {
  return records
    .map((record) => ({ ...record, updatedAt: null }))
    .toSorted((one, two) => (keyOf(one) < keyOf(two) ? -1 : 1));
}

/** Reads everything, or what changed since the mirror's cursors; in the order of entities. */
export async function pull(
  connector: Connector,
  mirror: Mirror,
  mode: 'full' | 'incremental',
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  for (const entity of entitiesOf(connector)) {
    const cursor = mirror.cursors.get(entity);
    const pages =
      mode === 'incremental' && cursor !== undefined
        ? connector.incremental(entity, cursor, signal)
        : connector.full(entity, null, signal);
    for await (const page of pages) mirror.apply(page);
  }
}

/** Reads in order until so many pages were applied; answers how many there were. */
export async function pullUntil(connector: Connector, mirror: Mirror, most: number): Promise<number> {
  let pages = 0;
  for (const entity of entitiesOf(connector)) {
    for await (const page of connector.full(entity, null, new AbortController().signal)) {
      mirror.apply(page);
      pages += 1;
      if (pages === most) return pages;
    }
  }
  return pages;
}

/** Goes on as the sync service does: from the cursor of an entity where there is one, else from its beginning. */
export async function resume(connector: Connector, mirror: Mirror): Promise<void> {
  for (const entity of entitiesOf(connector)) {
    const cursor: string | null = mirror.cursors.get(entity) ?? null;
    for await (const page of connector.full(entity, cursor, new AbortController().signal)) mirror.apply(page);
  }
}

export function entitiesOf({ capabilities }: Connector): readonly SyncEntity[] {
  return SYNC_ENTITIES.filter((entity) => capabilities.delta[entity] !== undefined);
}

function keyOf({ entity, sourceId }: AnySourceRecord): string {
  return `${entity}:${sourceId}`;
}

function ownerOf(record: AnySourceRecord): string | null {
  if (record.entity === 'allocation') return record.from.sourceId;
  return record.entity === 'contact' ? record.customerId : null;
}

/** Allocations go with either of their sides, contacts with their customer. */
function belongsTo(record: AnySourceRecord, entity: SyncEntity, sourceId: string): boolean {
  if (record.entity === 'contact') return entity === 'customer' && record.customerId === sourceId;
  if (record.entity !== 'allocation') return false;
  return [record.from, record.document].some((side) => side.entity === entity && side.sourceId === sourceId);
}
