import { exportLog, logFilter, verifyLogFile, verifyWorkspaceLog } from '../services/log/log-service.ts';
import { api } from './base.ts';
import { offerDownload } from './downloads.ts';

export const log = {
  page: api.log.page.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries, total, actors } = await workspace.db.read('logPage', {
      filter: logFilter(workspace, input.filter),
      limit: input.limit,
      order: 'newest',
      after: input.cursor === null ? null : Number(input.cursor),
    });
    const last = entries.at(-1);
    const next = entries.length === input.limit && last !== undefined ? String(last.seq) : null;
    return { entries, total, next, actors };
  }),
  verify: api.log.verify.handler(({ context }) => verifyWorkspaceLog(context.session.workspace())),
  verifyFile: api.log.verifyFile.handler(async ({ context, input }) => {
    const { bytes } = await context.files.readGrant(input.grant);
    const { ok, entries, head, firstBad } = await verifyLogFile(bytes);
    return { ok, entries, head, ...(firstBad === undefined ? {} : { firstBad }) };
  }),
  export: api.log.export.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { bytes, mime, entries, head } = await exportLog(workspace, input.filter, input.format);
    const name = `touchpoint-log-${workspace.today()}.${input.format}`;
    return { download: offerDownload(context.files, { name, mime, bytes }), entries, head };
  }),
};
