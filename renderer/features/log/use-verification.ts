import { useState } from 'react';
import type { LogVerification } from '../../../shared/contract/log.ts';
import { useClient } from '../../api/engine-context.tsx';
import { pickFile } from '../../api/platform.ts';

/** A check of the log or of an exported file: under way, done, or not possible. */
export type Verified =
  | { readonly state: 'running'; readonly what: string }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'done';
      readonly what: string;
      readonly ofFile: boolean;
      readonly result: LogVerification;
    };

export function useVerification() {
  const client = useClient();
  const [verified, setVerified] = useState<Verified | null>(null);
  const run = async (what: string, ofFile: boolean, check: () => Promise<LogVerification>) => {
    setVerified({ state: 'running', what });
    try {
      setVerified({ state: 'done', what, ofFile, result: await check() });
    } catch (error) {
      setVerified({ state: 'failed', error });
    }
  };
  const pickAndVerify = async () => {
    try {
      const picked = await pickFile({ title: 'Verify an exported log', endings: ['.jsonl'] });
      if (!picked) return;
      await run(`the file ${picked.name}`, true, () => client.log.verifyFile({ grant: picked.grant }));
    } catch (error) {
      setVerified({ state: 'failed', error });
    }
  };
  return {
    verified,
    verify: () => void run('the log', false, () => client.log.verify()),
    verifyFile: () => void pickAndVerify(),
    close: () => setVerified(null),
  };
}
