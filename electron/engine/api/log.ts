import { exportLog, readLogPage, verifyLogFile, verifyWorkspaceLog } from '../services/log/log-service.ts';
import { api } from './base.ts';
import { offerDownload } from './downloads.ts';

export const log = {
  page: api.log.page.handler(({ context, input }) =>
    readLogPage(context.session.workspace(), input.filter, input.limit, input.cursor),
  ),
  verify: api.log.verify.handler(({ context }) => verifyWorkspaceLog(context.session.workspace())),
  verifyFile: api.log.verifyFile.handler(async ({ context, input }) => {
    const { bytes } = await context.files.readGrant(input.grant);
    return verifyLogFile(bytes);
  }),
  export: api.log.export.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { bytes, mime, entries, head } = await exportLog(workspace, input.filter, input.format);
    const name = `touchpoint-log-${workspace.today()}.${input.format}`;
    return { download: offerDownload(context.files, { name, mime, bytes }), entries, head };
  }),
};
