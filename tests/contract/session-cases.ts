import { join } from 'node:path';
import type { Case } from './book-cases.ts';
import { createBooks, type Desk } from './desk.ts';
import { NEW_BOOKS, PASSPHRASE } from './inputs.ts';
import { TAKEOVER_CASES } from './takeover-cases.ts';

const picked = (desk: Desk, name: string) => desk.engine.files.offerOpenPath(join(desk.home, name));

/**
 * One good input for each procedure that opens, closes or replaces the open books, in an order in which one desk can
 * go through them.
 */
export const SESSION_CASES: Readonly<Record<string, Case>> = {
  'workspaces.create': (desk) => ({ ...NEW_BOOKS, folderGrant: picked(desk, 'second') }),
  'workspaces.lock': () => undefined,
  'workspaces.unlock': () => ({ with: 'passphrase', passphrase: PASSPHRASE }),
  'workspaces.changeProtection': () => ({ kind: 'passphrase', passphrase: `${PASSPHRASE}, again` }),
  'workspaces.close': () => undefined,
  'workspaces.open': (desk) => ({ folderGrant: picked(desk, 'first') }),
  'workspaces.backups.restore': async (desk) => {
    await createBooks(desk, 'third');
    const { jobId } = await desk.client.workspaces.backups.create();
    const job = await desk.ended(jobId);
    const { fileName } = job.result as { readonly fileName: string };
    return {
      grant: picked(desk, join('third', 'backups', fileName)),
      unlock: { with: 'passphrase', passphrase: PASSPHRASE },
    };
  },
  'workspaces.end.erase': async (desk) => {
    await createBooks(desk, 'fourth');
    return { confirm: NEW_BOOKS.name };
  },
  'workspaces.end.certificates.download': async (desk) => {
    const [certificate] = await desk.client.workspaces.end.certificates.list();
    return { id: certificate?.id };
  },
  ...TAKEOVER_CASES,
  'workspaces.openDemo': () => undefined,
};
