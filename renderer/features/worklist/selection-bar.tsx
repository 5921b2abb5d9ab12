import { CommandButton } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import classes from './worklist.module.css';

/** What can be done with all ticked rows at once; stands in the place of the filters while something is ticked. */
export function SelectionBar(props: { readonly rows: number }) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected rows">
      <span className={classes.barCount}>{count(props.rows, 'row')} selected</span>
      <CommandButton command="account.mail" label="Mail" />
      <CommandButton command="account.snooze" label="Snooze" />
      <CommandButton command="account.hold" label="Hold" />
      <CommandButton command="account.nextAction" label="Next action" />
      <CommandButton command="account.owner" label="Owner" />
      <CommandButton command="account.handOver" label="Hand over…" />
      <CommandButton command="list.copy" label="Copy" />
      <span className={classes.spacer} />
      <CommandButton command="list.clearSelection" label="Clear" variant="subtle" />
    </div>
  );
}
