import { Button, CloseButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { LogVerification } from '../../../shared/contract/log.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import classes from './log.module.css';
import type { Verified } from './use-verification.ts';

/** What a check of the log found: that all entries hold, or the first one that does not and what that means. */
export function Verification(props: {
  readonly verified: Verified;
  /** Shows the given entry; absent for a file. */
  readonly onShow: (seq: number) => void;
  readonly onClose: () => void;
}) {
  const { verified } = props;
  if (verified.state === 'running') {
    return (
      <div className={classes.result} role="status">
        Computing every hash of {verified.what} again…
      </div>
    );
  }
  if (verified.state === 'failed') {
    return (
      <div className={classes.result}>
        <ErrorLine error={verified.error} />
        <CloseButton aria-label="Close" onClick={props.onClose} />
      </div>
    );
  }
  const { result, what, file } = verified;
  const bad = result.firstBad;
  return (
    <div className={classes.result} data-ok={result.ok || undefined} role={result.ok ? 'status' : 'alert'}>
      {result.ok ? <IconCheck size={18} aria-hidden="true" /> : <IconX size={18} aria-hidden="true" />}
      <div className={classes.words}>
        <b>{resultTitle(result, what, file)}</b>
        <p>{resultText(result, file)}</p>
        <p className={classes.hash}>
          {file === 'part' && result.ok ? 'Head of the whole log, as the file states it: ' : 'Head '}
          {result.head.seq}: {result.head.hash}
        </p>
      </div>
      {bad && file === null ? (
        <Button size="compact-sm" onClick={() => props.onShow(bad.seq)}>
          Show entry {bad.seq}
        </Button>
      ) : null}
      <CloseButton aria-label="Close" onClick={props.onClose} />
    </div>
  );
}

type FilePart = 'whole' | 'part' | null;

export function resultTitle(result: LogVerification, what: string, file: FilePart = null): string {
  const entries = count(result.entries, 'entry', 'entries');
  if (result.ok && file === 'part') {
    return `${capital(what)} is a part of the log. What it holds is sound: ${entries}, each as it was written.`;
  }
  if (result.ok) return `${capital(what)} holds: ${entries}, each as it was written.`;
  return `${capital(what)} does not hold from entry ${result.firstBad?.seq ?? result.head.seq} on.`;
}

const HOLDS = {
  whole:
    'No line was changed, moved or added. Compare the head with the one in the workspace: they are the same if nothing is missing at the end.',
  part: 'It was exported with a filter. This proves that no line in it was changed, moved or added since then. It does not prove that the filter left nothing out, nor what stands in between: for that verify the log itself, or an export of the whole log.',
} as const;

export function resultText(result: LogVerification, file: FilePart): string {
  if (result.ok) {
    return file === null
      ? 'Note the head below: with it you can show later that nothing was changed up to here.'
      : HOLDS[file];
  }
  const bad = result.firstBad;
  const reason = bad ? `Reason: ${bad.reason}. ` : '';
  if (file !== null) {
    return `${reason}The lines before it are as they were written. Ask for a new export and compare it with this file.`;
  }
  const before = bad && bad.seq > 1 ? `Entries 1 to ${bad.seq - 1} are as they were written. ` : '';
  return `${reason}${before}It was changed outside of Duebook, or the file was damaged. Keep the workspace as it is, and compare with a backup or an earlier export.`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
