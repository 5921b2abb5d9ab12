import type { ImportBatchId } from '../../shared/domain/ids.ts';
import { CALL_CASES } from './call-cases.ts';
import { CASH_CASES } from './cash-cases.ts';
import { CONNECTION_CASES } from './connection-cases.ts';
import { CRM_CASES } from './crm-cases.ts';
import type { Desk } from './desk.ts';
import { HANDOFF_CASES } from './handoff-cases.ts';
import { HOLD_FIRE_CASES } from './hold-fire-cases.ts';
import { EMPTY_CONTACT, FILTER, LOG_FILTER, MAILBOX, SORT, WORDING } from './inputs.ts';
import { INVOICE_FILE_CASES } from './invoice-file-cases.ts';
import { MAILBOX_CASES } from './mailbox-cases.ts';
import { OUTBOX_CASES } from './outbox-cases.ts';
import { PEOPLE_CASES } from './people-cases.ts';
import { WRITE_BACK_CASES } from './write-back-cases.ts';

/** Makes what a procedure needs and returns a good input for it; `undefined` where it takes none. */
export type Case = (desk: Desk) => unknown;

const nothing: Case = () => undefined;
const onAccount = async (desk: Desk) => ({ accountId: await desk.accountId() });

/** One good input for each procedure that works on the open books. */
export const BOOK_CASES: Readonly<Record<string, Case>> = {
  'app.status': nothing,
  'app.info': nothing,
  'app.preferences.get': nothing,
  'app.preferences.set': () => ({ theme: 'dark', layout: { worklist: { width: 320 } } }),
  'app.jobs.list': async (desk) => {
    const { jobId } = await desk.client.imports.tryOut(desk.pickedLedger());
    await desk.ended(jobId);
  },
  'app.jobs.cancel': () => ({ id: 'long-gone' }),
  'app.connectivity': nothing,
  'app.reportOnline': () => ({ online: true }),

  'workspaces.backups.list': async (desk) => {
    const { jobId } = await desk.client.workspaces.backups.create();
    await desk.ended(jobId);
  },
  'workspaces.backups.create': nothing,
  'workspaces.backups.download': async (desk) => {
    const { jobId } = await desk.client.workspaces.backups.create();
    await desk.ended(jobId);
    const [backup] = await desk.client.workspaces.backups.list();
    return { fileName: backup?.fileName };
  },
  'workspaces.end.look': nothing,
  'workspaces.end.export': nothing,
  'workspaces.end.certificates.list': nothing,

  'imports.presets': nothing,
  'imports.inspect': (desk) => desk.pickedLedger(),
  'imports.tryOut': (desk) => desk.pickedLedger(),
  'imports.run': (desk) => desk.pickedLedger(),
  'imports.history': (desk) => desk.importLedger().then(() => undefined),
  'imports.undo': async (desk) => ({ id: (await desk.importLedger()).batch }),
  'imports.closeGone': async (desk) => {
    await desk.importLedger();
    const { batch, gone } = await desk.importLedger({ complete: true });
    return { id: batch, items: gone.map(({ id }) => id).slice(0, 1) };
  },
  'imports.reopenGone': async (desk) => {
    await desk.importLedger();
    const { batch, gone } = await desk.importLedger({ complete: true });
    const asked = { id: batch as ImportBatchId, items: gone.map(({ id }) => id).slice(0, 1) };
    await desk.client.imports.closeGone(asked);
    return asked;
  },
  'imports.exportRejected': async (desk) => ({ id: (await desk.importLedger()).batch }),

  'worklist.page': () => ({ filter: FILTER, sort: SORT }),
  'worklist.planStep': async (desk) => ({
    accountIds: [await desk.accountId()],
    action: { kind: 'call', date: '2099-01-31', note: 'ask again' },
    owner: 'Jo Field',
  }),
  'worklist.setOwner': async (desk) => ({ accountIds: [await desk.accountId()], owner: 'Jo Field' }),
  'today.view': nothing,
  'worklist.aging': () => ({ basis: 'invoice' }),
  'worklist.export': () => ({ filter: FILTER, sort: SORT, format: 'xlsx' }),
  'worklist.views.list': nothing,
  'worklist.views.save': () => ({ name: 'Mine', filter: FILTER, sort: SORT }),
  'worklist.views.remove': async (desk) => {
    const view = await desk.client.worklist.views.save({ name: 'Not for long', filter: FILTER, sort: SORT });
    return { id: view.id };
  },

  'accounts.get': async (desk) => ({ id: await desk.accountId() }),
  'accounts.timeline': async (desk) => ({ id: await desk.accountId(), limit: 3 }),
  'accounts.search': () => ({ text: 'a' }),
  'accounts.addTouchpoint': async (desk) => ({
    ...(await onAccount(desk)),
    kind: 'call',
    outcome: 'connected',
    text: 'Promised a copy of the remittance',
  }),
  'accounts.retractTouchpoint': async (desk) => {
    const { id } = await desk.client.accounts.addTouchpoint({
      accountId: await desk.accountId(),
      kind: 'note',
      text: 'Taken back',
    });
    return { id };
  },
  'accounts.setNextAction': async (desk) => ({
    accountIds: [await desk.accountId()],
    action: { kind: 'call', date: '2027-01-04', note: 'After the holidays' },
  }),
  'accounts.snooze': async (desk) => ({
    accountIds: [await desk.accountId()],
    until: '2999-12-31',
    reason: 'In the hands of the lawyers',
  }),
  'accounts.addContact': async (desk) => ({ ...(await onAccount(desk)), contact: EMPTY_CONTACT }),
  'accounts.changeContact': async (desk) => {
    const { id } = await desk.client.accounts.addContact({
      accountId: await desk.accountId(),
      contact: EMPTY_CONTACT,
    });
    return { id, contact: { ...EMPTY_CONTACT, name: 'Noor Visser' } };
  },
  'accounts.removeContact': async (desk) => {
    const contact = { accountId: await desk.accountId(), contact: EMPTY_CONTACT };
    return { id: (await desk.client.accounts.addContact(contact)).id };
  },

  'drafts.propose': async (desk) => ({ targets: [await desk.target()] }),
  'drafts.create': async (desk) => ({ target: await desk.target(), stage: 'friendly' }),
  'drafts.change': async (desk) => ({ id: await desk.draftId(), subject: 'Our open invoices' }),
  'drafts.discard': async (desk) => ({ id: await desk.draftId() }),
  'drafts.restore': async (desk) => {
    const id = await desk.draftId();
    await desk.client.drafts.discard({ id });
    return { id };
  },
  'drafts.get': async (desk) => ({ id: await desk.draftId() }),
  'drafts.list': (desk) => desk.draftId().then(() => ({ limit: 1 })),
  'drafts.saveToMailbox': async (desk) => ({
    ids: [await desk.draftId()],
    mailboxId: await desk.mailboxId(),
  }),
  'drafts.retry': async (desk) => {
    const id = await desk.draftId();
    await desk.client.drafts.saveToMailbox({ ids: [id], mailboxId: await desk.mailboxId() });
    return { id };
  },
  'drafts.exportEml': async (desk) => ({ id: await desk.draftId() }),
  'drafts.copied': async (desk) => ({ id: await desk.draftId() }),

  ...OUTBOX_CASES,

  'templates.list': nothing,
  'templates.versions': () => ({ stage: 'firm', language: 'en' }),
  'templates.save': () => WORDING,
  'templates.approve': async (desk) => ({ id: (await desk.client.templates.save(WORDING)).id }),
  'templates.preview': () => WORDING,
  'templates.fields': nothing,

  'mailboxes.list': (desk) => desk.mailboxId().then(() => undefined),
  'mailboxes.add': () => ({ ...MAILBOX, address: 'bea@halden.example' }),
  'mailboxes.test': async (desk) => ({ id: await desk.mailboxId() }),
  'mailboxes.change': async (desk) => ({
    id: await desk.mailboxId(),
    displayName: 'Ada Lindqvist',
    imapUrl: MAILBOX.imapUrl,
    smtpUrl: null,
    user: MAILBOX.user,
    draftsFolder: null,
  }),
  'mailboxes.remove': async (desk) => {
    const { id } = await desk.client.mailboxes.add({ ...MAILBOX, address: 'cas@halden.example' });
    return { id };
  },

  ...MAILBOX_CASES,
  ...CONNECTION_CASES,
  ...CRM_CASES,
  ...INVOICE_FILE_CASES,
  ...HOLD_FIRE_CASES,
  ...CALL_CASES,
  ...WRITE_BACK_CASES,
  ...CRM_CASES,
  ...CASH_CASES,
  ...PEOPLE_CASES,
  ...HANDOFF_CASES,

  'log.page': () => ({ filter: LOG_FILTER, limit: 5 }),
  'log.verify': nothing,
  'log.verifyFile': async (desk) => {
    const { download } = await desk.client.log.export({ filter: LOG_FILTER, format: 'jsonl' });
    const file = desk.engine.files.takeDownload(download.downloadId);
    return { grant: desk.engine.files.offerBytes('log.jsonl', file?.bytes ?? Buffer.alloc(0)) };
  },
  'log.export': () => ({ filter: LOG_FILTER, format: 'csv' }),

  'settings.get': nothing,
  'settings.change': () => ({ idleLockMinutes: 20, priorityWeights: { overdue_age: 7 } }),
  'settings.weights': nothing,
};
