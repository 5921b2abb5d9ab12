import type { ConnectionId } from '../../shared/domain/ids.ts';
import { connectedBooks } from '../support/write-back/connected-books.ts';
import type { Desk } from './desk.ts';

let added = 0;

/** Books with a customer whose note waits; nothing answers at their address. */
async function waiting(desk: Desk) {
  added += 1;
  const workspace = desk.engine.context.session.workspace();
  const books = await connectedBooks({ workspace }, { name: `Notes ${added}` }, { number: `N-${added}` });
  await books.switchOn('note');
  return { id: books.connection.id, note: await books.note('Asked for a copy.') };
}

async function connectionId(desk: Desk): Promise<ConnectionId> {
  return (await waiting(desk)).id;
}

/** Inputs for the procedures around notes that flow back into the books. */
export const WRITE_BACK_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'connections.writeBack': async (desk) => ({ id: await connectionId(desk) }),
  'connections.setWriteBack': async (desk) => ({
    id: await connectionId(desk),
    on: true,
    kinds: ['call', 'note'],
    approve: ['call'],
  }),
  'connections.retryNotes': waiting,
  'connections.dropNote': waiting,
};
