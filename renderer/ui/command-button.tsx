import { ActionIcon, Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommand, useCommandRegistry } from '../app/commands/commands-context.tsx';
import type { KeyBinding } from '../app/commands/keys.ts';
import classes from './command-button.module.css';
import { Keys } from './kbd.tsx';

/** A button that runs a registered command and prints its key. */
export function CommandButton(props: {
  readonly command: string;
  /** Shorter than the command's title, if there is little room. */
  readonly label?: string;
  readonly variant?: ButtonProps['variant'];
  readonly showKeys?: boolean;
  /** Shown, but not now: what is missing stands beside the button. */
  readonly disabled?: boolean;
}) {
  const registry = useCommandRegistry();
  const command = useCommand(props.command);
  const keys = command?.keys?.[0];
  if (!command) return null;
  const shown = keys !== undefined && props.showKeys !== false;
  return (
    <KeyTooltip label={command.off ?? command.title} keys={command.off ? undefined : keys}>
      <Button
        variant={props.variant ?? 'default'}
        disabled={props.disabled ?? false}
        data-disabled={command.off ? true : undefined}
        aria-disabled={command.off ? true : undefined}
        onClick={() => registry.run(props.command)}
        rightSection={
          shown ? <Keys keys={keys} tone={props.variant === 'filled' ? 'inverse' : 'plain'} /> : undefined
        }
        aria-keyshortcuts={ariaKeys(keys)}
      >
        {props.label ?? command.title}
      </Button>
    </KeyTooltip>
  );
}

export interface IconButtonProps {
  readonly label: string;
  readonly keys?: KeyBinding;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}

/** An icon with its name (and key) in the tooltip. */
export function IconButton({ label, keys, icon, onClick, disabled, pressed }: IconButtonProps) {
  return (
    <KeyTooltip label={label} keys={keys}>
      <ActionIcon
        className={classes.icon}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={ariaKeys(keys)}
        disabled={disabled}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </KeyTooltip>
  );
}

/** A tooltip with a title and, behind it, the keys. */
export function KeyTooltip(props: {
  readonly label: string;
  readonly keys: KeyBinding | undefined;
  readonly position?: 'bottom' | 'right';
  readonly children: React.JSX.Element;
}) {
  const label = (
    <span className={classes.tooltip}>
      {props.label}
      {props.keys ? <Keys keys={props.keys} tone="inverse" /> : null}
    </span>
  );
  return (
    <Tooltip label={label} position={props.position ?? 'bottom'}>
      {props.children}
    </Tooltip>
  );
}

function ariaKeys(keys: KeyBinding | undefined): string | undefined {
  return keys?.replaceAll('mod+', 'Control+').replaceAll('shift+', 'Shift+');
}
