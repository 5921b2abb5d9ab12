import classes from './changed-text.module.css';
import { textChanges } from './text-changes.ts';

/** Two texts in one: what was taken away struck through, what was added marked. */
export function ChangedText(props: { readonly before: string; readonly after: string }) {
  let at = 0;
  return (
    <div className={classes.text}>
      {textChanges(props.before, props.after).map(({ kind, text }) => {
        at += text.length;
        const key = `${kind} ${at}`;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return kind === 'added' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
      })}
    </div>
  );
}
