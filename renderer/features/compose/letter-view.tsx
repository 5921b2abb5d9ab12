import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { SUBJECT_LIMIT } from '../../../shared/domain/letters/subject-limit.ts';
import { AddressField } from './address-field.tsx';
import classes from './letter.module.css';
import type { Letter, LetterEdits } from './letter.ts';
import { LetterPreview } from './letter-preview.tsx';
import { MarkedTextarea } from './marked-textarea.tsx';

export interface LetterViewProps {
  readonly from: ReactNode;
  readonly letter: Letter;
  /** The letter before a person touched it. */
  readonly proposed: Letter;
  /** The HTML that belongs to `proposed`. */
  readonly html: string;
  readonly language: string;
  /** The text is being written instead of shown. */
  readonly editing: boolean;
  /** Absent: the letter is only shown. */
  readonly onChange?: (edits: LetterEdits) => void;
  readonly onStopEditing?: () => void;
}

/** A message: who gets it, its subject, and the letter itself, to read or to write. */
export function LetterView(props: LetterViewProps) {
  const { letter, proposed, onChange } = props;
  const textarea = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.editing) textarea.current?.focus();
  }, [props.editing]);
  return (
    <div className={classes.letter}>
      <dl className={classes.headers}>
        <dt>From</dt>
        <dd>{props.from}</dd>
        <dt>To</dt>
        <dd>
          <AddressField label="To" value={letter.to} onChange={onChange && ((to) => onChange({ to }))} />
        </dd>
        <dt>Cc</dt>
        <dd>
          <AddressField label="Cc" value={letter.cc} onChange={onChange && ((cc) => onChange({ cc }))} />
        </dd>
        <dt>Subject</dt>
        <dd>
          {onChange ? (
            <input
              className={classes.subject}
              aria-label="Subject"
              maxLength={SUBJECT_LIMIT}
              value={letter.subject}
              data-changed={letter.subject !== proposed.subject || undefined}
              onChange={(event) => onChange({ subject: event.currentTarget.value })}
            />
          ) : (
            <span className={classes.subject}>{letter.subject}</span>
          )}
        </dd>
      </dl>
      {props.editing && onChange ? (
        <div className={classes.writing}>
          <MarkedTextarea
            ref={textarea}
            label="Letter"
            value={letter.text}
            proposed={proposed.text}
            onChange={(text) => onChange({ text })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              event.preventDefault();
              props.onStopEditing?.();
            }}
          />
        </div>
      ) : (
        <LetterPreview
          html={props.html}
          proposed={proposed.text}
          text={letter.text}
          language={props.language}
        />
      )}
    </div>
  );
}
