import type { HandoffWarning } from '../../engine/services/handoff/completeness.ts';
import type { PackManifest } from '../../engine/services/handoff/pack/manifest.ts';
import { fingerprintOfCard } from '../../engine/services/people/card.ts';
import { textFacts } from './output/table.ts';

/** A pack as the command line prints it. Counts are of what is still to do; history goes along uncounted. */
export function printedPack(manifest: PackManifest, warnings: readonly HandoffWarning[] = []) {
  const { counts } = manifest;
  return {
    handoff: {
      id: manifest.handoff,
      kind: manifest.kind,
      from: manifest.window.from,
      to: manifest.window.to,
      sender: manifest.sender.name,
      senderId: manifest.sender.id,
      senderFingerprint: fingerprintOfCard(manifest.sender),
      recipient: manifest.recipient?.name ?? null,
      recipientId: manifest.recipient?.id ?? null,
      createdAt: manifest.createdAt,
      workspace: manifest.workspace,
      path: manifest.path,
    },
    accounts: manifest.accounts.length,
    promises: counts.promise ?? 0,
    disputes: counts.dispute ?? 0,
    drafts: counts.draft ?? 0,
    nextActions: counts.nextAction ?? 0,
    holds: counts.hold ?? 0,
    doNotContacts: counts.doNotContact ?? 0,
    invoices: counts.document ?? 0,
    entries: counts.entries ?? 0,
    changes: counts.changes ?? 0,
    accountList: manifest.accounts,
    warnings: warnings.map(({ code, count, message, accounts }) => ({ code, count, message, accounts })),
  };
}

/** The same for people. */
export function packText(manifest: PackManifest, extra: readonly (readonly [string, string])[] = []): string {
  const printed = printedPack(manifest);
  const about: readonly (readonly [string, string])[] =
    manifest.kind === 'return'
      ? [
          ['Entries', String(printed.entries)],
          ['Changes', String(printed.changes)],
        ]
      : [
          ['Promises', String(printed.promises)],
          ['Disputes', String(printed.disputes)],
          ['Drafts', String(printed.drafts)],
          ['Next actions', String(printed.nextActions)],
          ['Do not contact', String(printed.doNotContacts)],
        ];
  return textFacts([
    ['Client', manifest.workspace.name],
    ['From', `${printed.handoff.sender} (${printed.handoff.senderFingerprint})`],
    ['For', printed.handoff.recipient ?? 'whoever knows the passphrase'],
    ['Window', `${printed.handoff.from} to ${printed.handoff.to}`],
    ['Accounts', String(printed.accounts)],
    ...about,
    ...extra,
  ]);
}
