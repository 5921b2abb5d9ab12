import type { PlainDate } from '../../../../shared/domain/dates.ts';

/** How the files of the two kinds of pack end. */
export const PACK_EXTENSIONS = { handoff: '.duebook-handoff', return: '.duebook-return' } as const;
export type PackFileKind = keyof typeof PACK_EXTENSIONS;

/** A name that every file system takes: `handoff-northwind-to-ben-okafor-2026-11-24.duebook-handoff`. */
export function handoffFileName(pack: {
  readonly workspace: string;
  readonly recipient: string;
  readonly from: PlainDate;
}): string {
  return `handoff-${stem(pack.workspace)}-to-${stem(pack.recipient)}-${pack.from}${PACK_EXTENSIONS.handoff}`;
}

/** `return-northwind-from-ben-okafor-2026-11-28.duebook-return`; `on` is the day on which it is made. */
export function returnFileName(pack: {
  readonly workspace: string;
  readonly sender: string;
  readonly on: PlainDate;
}): string {
  return `return-${stem(pack.workspace)}-from-${stem(pack.sender)}-${pack.on}${PACK_EXTENSIONS.return}`;
}

function stem(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'accounts' : plain;
}
