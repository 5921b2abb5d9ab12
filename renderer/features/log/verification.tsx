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
  const { result, what, ofFile } = verified;
  const bad = result.firstBad;
  return (
    <div className={classes.result} data-ok={result.ok || undefined} role={result.ok ? 'status' : 'alert'}>
      {result.ok ? <IconCheck size={18} aria-hidden="true" /> : <IconX size={18} aria-hidden="true" />}
      <div className={classes.words}>
        <b>{resultTitle(result, what)}</b>
        <p>{resultText(result, ofFile)}</p>
        <p className={classes.hash}>
          Head {result.head.seq}: {result.head.hash}
        </p>
      </div>
      {bad && !ofFile ? (
        <Button size="compact-sm" onClick={() => props.onShow(bad.seq)}>
          Show entry {bad.seq}
        </Button>
      ) : null}
      <CloseButton aria-label="Close" onClick={props.onClose} />
    </div>
  );
}

export function resultTitle(result: LogVerification, what: string): string {
  if (result.ok)
    return `${capital(what)} holds: ${count(result.entries, 'entry', 'entries')}, each as it was written.`;
  return `${capital(what)} does not hold from entry ${result.firstBad?.seq ?? result.head.seq} on.`;
}

export function resultText(result: LogVerification, ofFile: boolean): string {
  if (result.ok) {
    return ofFile
      ? 'No line was changed, moved or added. Compare the head with the one in the workspace: they are the same if nothing is missing at the end.'
      : 'Note the head below: with it you can show later that nothing was changed up to here.';
  }
  const bad = result.firstBad;
  const before = bad && bad.seq > 1 ? `Entries 1 to ${bad.seq - 1} are as they were written. ` : '';
  const next = ofFile
    ? 'Ask for a new export and compare it with this file.'
    : 'It was changed outside of Duebook, or the file was damaged. Keep the workspace as it is, and compare with a backup or an earlier export.';
  return `${bad ? `Reason: ${bad.reason}. ` : ''}${before}${next}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
