import { type KeyboardEvent, type Ref, useMemo } from 'react';
import { textChanges } from '../../ui/text-changes.ts';
import classes from './letter.module.css';

/**
 * A text field that grows with its text and marks what differs from the proposal, and the fields that are missing.
 * The marks lie behind the field; the text itself stays plain.
 */
export function MarkedTextarea(props: {
  readonly label: string;
  readonly value: string;
  readonly proposed: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}) {
  const { value, proposed } = props;
  const runs = useMemo(() => markedRuns(value, proposed), [value, proposed]);
  return (
    <div className={classes.editor}>
      <div className={classes.marks} aria-hidden="true">
        {runs.map((run) => (
          <span key={run.at} data-mark={run.mark ?? undefined}>
            {run.text}
          </span>
        ))}
        {'\n'}
      </div>
      <textarea
        ref={props.ref}
        className={classes.textarea}
        aria-label={props.label}
        value={value}
        spellCheck
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
      />
    </div>
  );
}

interface Run {
  readonly at: number;
  readonly text: string;
  readonly mark: 'changed' | 'missing' | null;
}

/** The text in runs by mark; a missing field is one even inside changed words. */
export function markedRuns(value: string, proposed: string): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const change of textChanges(proposed, value)) {
    if (change.kind === 'removed') continue;
    const plain = change.kind === 'added' ? 'changed' : null;
    for (const text of change.text.split(/(\[missing: [^\]\n]{1,100}\])/u)) {
      if (text === '') continue;
      runs.push({ at, text, mark: text.startsWith('[missing: ') ? 'missing' : plain });
      at += text.length;
    }
  }
  return runs;
}
