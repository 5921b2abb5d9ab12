import type { TablerIcon } from '@tabler/icons-react';
import { KeyTooltip } from '../../ui/command-button.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import type { KeyBinding } from '../commands/keys.ts';
import classes from './rail.module.css';

/** One place to go. The label stays the accessible name where only the icon is shown. */
export function RailLink(props: {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly keys?: KeyBinding;
  readonly count: number | null;
  readonly current: boolean;
  readonly href: string;
  readonly onGo: () => void;
}) {
  const { locale } = useFormat();
  const Icon = props.icon;
  const go = (event: React.MouseEvent) => {
    event.preventDefault();
    props.onGo();
  };
  return (
    <li>
      <KeyTooltip label={props.label} keys={props.keys} position="right">
        <a
          className={classes.link}
          href={props.href}
          aria-current={props.current ? 'page' : undefined}
          onClick={go}
        >
          <Icon className={classes.icon} size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes.label}>{props.label}</span>
          {props.count === null || props.count === 0 ? null : (
            <span className={classes.count}>{new Intl.NumberFormat(locale).format(props.count)}</span>
          )}
        </a>
      </KeyTooltip>
    </li>
  );
}
