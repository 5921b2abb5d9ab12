import type { WriteCommand } from './command.ts';

export interface WorkspaceExportFacts {
  /** How many files the archive holds. */
  readonly files: number;
  /** SHA-256 of the archive, in hex. */
  readonly sha256: string;
  /** Last entry of the log that is in it. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** Records that everything of the workspace left as an archive, and which one. Exporting again is another fact. */
export const recordWorkspaceExport: WriteCommand<WorkspaceExportFacts, null> = (_db, facts) => {
  const payload = {
    summary: `Exported the whole workspace: ${facts.files} files, the log up to entry ${facts.head.seq}`,
    files: facts.files,
    sha256: facts.sha256,
    head: { seq: facts.head.seq, hash: facts.head.hash },
  };
  return { output: null, entries: [{ kind: 'workspace_exported', account: null, payload }] };
};
