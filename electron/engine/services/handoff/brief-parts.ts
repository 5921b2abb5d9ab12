import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { PackPart } from '../../db/handoff/contents.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { collectBrief } from './brief/collect-brief.ts';
import { renderBriefHtml } from './brief/render-html.ts';
import { renderBriefPdf } from './brief/render-pdf.ts';
import type { HandoffWork } from './create-handoff.ts';
import { type HandoffOrder, recipientName } from './handoff-order.ts';

export const BRIEF_HTML_PATH = 'brief/brief.html';
export const BRIEF_PDF_PATH = 'brief/brief.pdf';

/** The brief of a handoff, to be read in a browser and to be printed. Takes the first half of the progress. */
export async function briefParts(
  workspace: OpenWorkspace,
  order: Omit<HandoffOrder, 'accounts'> & {
    readonly accounts: readonly AccountId[];
    readonly senderName: string;
  },
  { signal, onProgress }: HandoffWork,
): Promise<readonly PackPart[]> {
  const brief = await collectBrief(workspace, {
    accounts: order.accounts,
    from: order.from,
    to: order.to,
    senderName: order.senderName,
    recipientName: recipientName(order.recipient),
    words: order.words,
    wordsOf: order.wordsOf,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress?.((0.4 * done) / total),
  });
  return [
    { path: BRIEF_HTML_PATH, bytes: Buffer.from(renderBriefHtml(brief), 'utf8') },
    { path: BRIEF_PDF_PATH, bytes: await renderBriefPdf(brief) },
  ];
}
