import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { requireConnection } from '../services/connections/connections-service.ts';
import {
  dropNote,
  retryNotes,
  setWriteBack,
  writeBackOf,
} from '../services/write-back/write-back-service.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';

/** The procedures around notes that flow back; they stand among those of connections. */
export const writeBackProcedures = {
  writeBack: api.connections.writeBack.handler(({ context, input }) => shown(context, input.id)),
  setWriteBack: api.connections.setWriteBack.handler(async ({ context, input }) => {
    await setWriteBack(context.session.workspace(), input);
    return changed(context, input.id);
  }),
  retryNotes: api.connections.retryNotes.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await retryNotes(workspace, await requireConnection(workspace, input.id), input.note);
    return changed(context, input.id);
  }),
  dropNote: api.connections.dropNote.handler(async ({ context, input }) => {
    await dropNote(context.session.workspace(), input.note);
    return changed(context, input.id);
  }),
};

function changed(context: EngineContext, id: ConnectionId) {
  for (const topic of ['connections', 'timeline', 'log'] as const) context.hub.changed(topic);
  return shown(context, id);
}

async function shown({ session }: EngineContext, id: ConnectionId) {
  const workspace = session.workspace();
  return writeBackOf(workspace, await requireConnection(workspace, id));
}
