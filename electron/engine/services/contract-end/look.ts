import type { ContractEndView } from '../../../../shared/contract/contract-end.ts';
import { readEraseFacts } from '../../db/contract-end/erase-facts.ts';
import { openSnapshot } from '../../db/contract-end/snapshot.ts';
import { workspaceFiles } from '../../db/contract-end/workspace-files.ts';
import { may } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { beyondWords, countWords, warningWords } from './erase-words.ts';

/** What an erase of the open workspace would take and what it would leave; nothing is changed. */
export async function lookAtEnd(workspace: OpenWorkspace): Promise<ContractEndView> {
  const snapshot = openSnapshot(workspace.folder, workspace.key);
  try {
    const facts = snapshot.read(readEraseFacts, workspace.now());
    const { backups, strangers } = await workspaceFiles(workspace.folder, workspace.id);
    return {
      name: workspace.name,
      allowed: !workspace.demo && may(workspace, 'erase'),
      gone: [
        `${countWords(facts.counts)}.`,
        'Its key, its recovery code, and the passwords of its mailboxes and connections.',
        ...(backups.length > 0
          ? [
              `${backups.length === 1 ? '1 backup or copy' : `${backups.length} backups and copies`} in its folder.`,
            ]
          : []),
      ],
      stays: beyondWords(facts, strangers),
      warnings: warningWords(facts),
      signedByPerson: workspace.person() !== null,
    };
  } finally {
    snapshot.close();
  }
}
