import { Popover } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './filter-chip.module.css';

/** A filter that is on or off. */
export function ToggleChip(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      className={classes.chip}
      aria-pressed={props.on}
      data-on={props.on || undefined}
      onClick={() => props.onChange(!props.on)}
    >
      {props.label}
    </button>
  );
}

/** A filter with a choice behind it. Shows what is chosen, and a cross that takes it away. */
export function FilterChip(props: {
  readonly label: string;
  /** What is chosen, in words; null when the filter is off. */
  readonly value: string | null;
  readonly onClear?: () => void;
  /** It was just asked for: the choice is open. */
  readonly openedAtFirst?: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(props.openedAtFirst ?? false);
  const on = props.value !== null;
  return (
    <span className={classes.group} data-on={on || undefined}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.chip}
            data-on={on || undefined}
            onClick={() => setOpen(!open)}
          >
            {on ? `${props.label}: ${props.value}` : props.label}
            {on && props.onClear ? null : <IconChevronDown size={13} aria-hidden="true" />}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown}>{props.children}</Popover.Dropdown>
      </Popover>
      {on && props.onClear ? (
        <button
          type="button"
          className={classes.clear}
          aria-label={`Take away the filter ${props.label}`}
          onClick={props.onClear}
        >
          <IconX size={13} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}
