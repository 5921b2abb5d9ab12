import type { CertificateInfo } from '../../../shared/contract/contract-end.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { EngineError } from '../platform/engine-error.ts';
import { certificateBytesOf, listCertificates, stemOf } from '../services/contract-end/certificate-store.ts';
import type { EraseCertificate } from '../services/contract-end/erase-certificate.ts';
import { eraseOpenWorkspace } from '../services/contract-end/erase-open-workspace.ts';
import { certificateFileName } from '../services/contract-end/erase-words.ts';
import { memoryTarget } from '../services/contract-end/export-targets.ts';
import { exportWorkspace } from '../services/contract-end/export-workspace.ts';
import { lookAtEnd } from '../services/contract-end/look.ts';
import { api } from './base.ts';
import { offerDownload } from './downloads.ts';

/** What the exchange of files holds at most. */
const LARGEST_ARCHIVE = 512 * 1024 * 1024;

export const contractEnd = {
  look: api.workspaces.end.look.handler(({ context }) => lookAtEnd(context.session.workspace())),
  export: api.workspaces.end.export.handler(({ context }) => {
    const workspace = context.session.workspace();
    const { version } = context.installation;
    const jobId = context.jobs.start({
      kind: 'export',
      title: 'Exporting everything',
      cancellable: true,
      run: async (signal, onProgress) => {
        const target = memoryTarget(LARGEST_ARCHIVE);
        const { files, sha256 } = await exportWorkspace(workspace, { target, version, signal, onProgress });
        context.hub.changed('log');
        const name = `${workspace.name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${workspace.today()}.zip`;
        const file = { name, mime: 'application/zip', bytes: target.bytes() };
        return { download: offerDownload(context.files, file), files, sha256 };
      },
    });
    return { jobId };
  }),
  erase: api.workspaces.end.erase.handler(async ({ context, input }) => ({
    certificate: infoOf(await eraseOpenWorkspace(context, input.confirm)),
  })),
  certificates: {
    list: api.workspaces.end.certificates.list.handler(({ context }) =>
      listCertificates(context.installation.home).map(infoOf),
    ),
    download: api.workspaces.end.certificates.download.handler(({ context, input }) => {
      const { home } = context.installation;
      const found = listCertificates(home).find((certificate) => stemOf(certificate) === input.id);
      if (found === undefined) throw new EngineError('not_found', 'That certificate is no longer there.');
      return offerDownload(context.files, {
        name: certificateFileName(found.workspace.name, found.begunAt),
        mime: 'application/json',
        bytes: certificateBytesOf(home, found),
      });
    }),
  },
};

function infoOf(certificate: EraseCertificate): CertificateInfo {
  const { workspace, begunAt, erasedAt, by } = certificate;
  return { id: stemOf(certificate), name: workspace.name, erasedAt: instant(erasedAt ?? begunAt), by };
}
