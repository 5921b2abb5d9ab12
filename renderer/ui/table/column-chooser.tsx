import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconMinus, IconPlus } from '@tabler/icons-react';
import classes from './column-chooser.module.css';
import type { ColumnLayout } from './use-column-layout.ts';

const WIDTH_STEP = 16;

/** Which columns are shown, in which order and how wide: everything that dragging does, by buttons. */
export function ColumnChooser<Row>(props: { readonly layout: ColumnLayout<Row>; readonly label: string }) {
  const { layout } = props;
  const widths = new Map(layout.shown.map((column) => [column.id, column.currentWidth]));
  return (
    <div className={classes.holder}>
      <Popover position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon size={22} aria-label={`Columns of ${props.label}`}>
            <IconColumns3 size={14} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown}>
          <ul className={classes.list}>
            {layout.all.map(({ column, hidden }, index) => {
              const name = column.label ?? column.header;
              const width = widths.get(column.id) ?? column.width;
              return (
                <li key={column.id} className={classes.row}>
                  <Checkbox
                    label={name}
                    checked={!hidden}
                    disabled={column.fixed ?? false}
                    onChange={() => layout.toggle(column.id)}
                  />
                  <span className={classes.buttons}>
                    <Small
                      label={`Narrower: ${name}`}
                      disabled={hidden}
                      onClick={() => layout.resize(column.id, width - WIDTH_STEP)}
                    >
                      <IconMinus size={13} />
                    </Small>
                    <Small
                      label={`Wider: ${name}`}
                      disabled={hidden}
                      onClick={() => layout.resize(column.id, width + WIDTH_STEP)}
                    >
                      <IconPlus size={13} />
                    </Small>
                    <Small
                      label={`Up: ${name}`}
                      disabled={index === 0}
                      onClick={() => layout.move(column.id, -1)}
                    >
                      <IconArrowUp size={13} />
                    </Small>
                    <Small
                      label={`Down: ${name}`}
                      disabled={index === layout.all.length - 1}
                      onClick={() => layout.move(column.id, 1)}
                    >
                      <IconArrowDown size={13} />
                    </Small>
                  </span>
                </li>
              );
            })}
          </ul>
          <Button variant="subtle" onClick={layout.reset}>
            As at first
          </Button>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Small(props: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <ActionIcon
      size={24}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  );
}
