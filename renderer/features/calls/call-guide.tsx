import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import classes from './calls.module.css';

/** What to say, and what to find out: the ticks are for the one who calls and are not kept. */
export function CallGuide(props: { readonly script: string; readonly checklist: readonly string[] }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (item: string) => {
    const next = new Set(ticked);
    if (!next.delete(item)) next.add(item);
    setTicked(next);
  };
  if (props.script.trim() === '' && props.checklist.length === 0) return null;
  return (
    <details className={classes.guide} open>
      <summary>Script and checklist</summary>
      {props.script.trim() === '' ? null : <p className={classes.script}>{props.script}</p>}
      <div className={classes.checklist}>
        {props.checklist.map((item) => (
          <Checkbox
            key={item}
            size="xs"
            label={item}
            checked={ticked.has(item)}
            onChange={() => toggle(item)}
          />
        ))}
      </div>
    </details>
  );
}
