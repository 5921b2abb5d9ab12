import { useState } from 'react';
import type { LogFileVerification, LogVerification } from '../../../shared/contract/log.ts';
import { useClient } from '../../api/engine-context.tsx';
import { pickFile } from '../../api/platform.ts';

/** A check of the log or of an exported file: under way, done, or not possible. */
export type Verified =
  | { readonly state: 'running'; readonly what: string }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'done';
      readonly what: string;
      /** An exported file: the whole log, or a part of it. Null: the log of this workspace. */
      readonly file: 'whole' | 'part' | null;
      readonly result: LogVerification;
    };

export function useVerification() {
  const client = useClient();
  const [verified, setVerified] = useState<Verified | null>(null);
  const run = async (what: string, check: () => Promise<LogVerification | LogFileVerification>) => {
    setVerified({ state: 'running', what });
    try {
      const result = await check();
      setVerified({ state: 'done', what, file: fileOf(result), result });
    } catch (error) {
      setVerified({ state: 'failed', error });
    }
  };
  const pickAndVerify = async () => {
    try {
      const picked = await pickFile({ title: 'Verify an exported log', endings: ['.jsonl'] });
      if (!picked) return;
      await run(`the file ${picked.name}`, () => client.log.verifyFile({ grant: picked.grant }));
    } catch (error) {
      setVerified({ state: 'failed', error });
    }
  };
  return {
    verified,
    verify: () => void run('the log', () => client.log.verify()),
    verifyFile: () => void pickAndVerify(),
    close: () => setVerified(null),
  };
}

/** Whether the check was one of a file, and of how much of the log. */
export function fileOf(result: LogVerification | LogFileVerification): 'whole' | 'part' | null {
  if (!('complete' in result)) return null;
  return result.complete ? 'whole' : 'part';
}
