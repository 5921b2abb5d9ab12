import type { Download } from '../../platform/files.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type BriefRequest, collectBrief } from './brief/collect-brief.ts';
import { renderBriefHtml } from './brief/render-html.ts';
import { renderBriefPdf } from './brief/render-pdf.ts';

/** So many accounts are shown before there is a pack. */
const SHOWN = 25;

/** The brief as it would be, of the first accounts. */
export async function previewBrief(
  workspace: OpenWorkspace,
  request: BriefRequest,
): Promise<{ readonly html: string; readonly accounts: number; readonly total: number }> {
  const accounts = request.accounts.slice(0, SHOWN);
  const html = renderBriefHtml(await collectBrief(workspace, { ...request, accounts }));
  return { html, accounts: accounts.length, total: request.accounts.length };
}

/** The whole brief as a file. */
export async function wholeBrief(
  workspace: OpenWorkspace,
  request: BriefRequest,
  format: 'html' | 'pdf',
): Promise<Download> {
  const brief = await collectBrief(workspace, request);
  const name = `brief-${request.from}.${format}`;
  return format === 'html'
    ? { name, mime: 'text/html;charset=utf-8', bytes: Buffer.from(renderBriefHtml(brief), 'utf8') }
    : { name, mime: 'application/pdf', bytes: await renderBriefPdf(brief) };
}
