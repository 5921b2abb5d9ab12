import { exportCrm } from '../services/crm/export-crm.ts';
import { exportAging } from '../services/worklist/export-aging.ts';
import { api } from './base.ts';
import { offerDownload } from './downloads.ts';

export const exports = {
  aging: api.exports.aging.handler(async ({ context, input }) =>
    offerDownload(context.files, await exportAging(context.session.workspace(), input)),
  ),
  crm: api.exports.crm.handler(async ({ context, input }) => {
    const files = await exportCrm(context.session.workspace(), input);
    context.hub.changed('log');
    return {
      files: files.map((file) => ({
        download: offerDownload(context.files, file),
        rows: file.rows,
        activity: file.activity,
      })),
    };
  }),
};
