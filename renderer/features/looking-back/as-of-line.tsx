import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Keys } from '../../ui/kbd.tsx';
import classes from './looking-back.module.css';
import { useAsOf } from './use-as-of.ts';

/** Says, as long as an earlier day is shown, that these are not today's figures, and leads back. */
export function AsOfLine() {
  const { asOf, words, backToToday } = useAsOf();
  if (asOf === null) return null;
  return (
    <div className={classes.line} role="status">
      <IconHistory size={15} aria-hidden="true" />
      <span className={classes.lineText}>
        Figures as of {words}, looking back. Letters are written with today’s figures.
      </span>
      <Button size="compact-sm" onClick={backToToday} rightSection={<Keys keys="shift+b" />}>
        Back to today
      </Button>
    </div>
  );
}
