import { type KeyboardEvent, type Ref, useMemo } from 'react';
import classes from './templates.module.css';

/** The text of a template with line numbers; the line of an error is marked. */
export function SourceField(props: {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly label: string;
  readonly value: string;
  readonly errorLine: number | null;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}) {
  const { value, errorLine } = props;
  const lines = useMemo(() => value.split('\n'), [value]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    props.onLeave();
  };
  return (
    <div className={classes.source}>
      <div className={classes.lines} aria-hidden="true">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
          <div key={index} className={classes.line} data-error={index + 1 === errorLine || undefined}>
            <span className={classes.lineNumber}>{index + 1}</span>
            <span className={classes.lineText}>{line === '' ? ' ' : line}</span>
          </div>
        ))}
      </div>
      <textarea
        ref={props.ref}
        className={classes.sourceText}
        aria-label={props.label}
        aria-invalid={errorLine !== null || undefined}
        spellCheck={false}
        value={value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={press}
      />
    </div>
  );
}
