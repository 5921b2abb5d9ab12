import { Button, Popover, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Keys } from '../../ui/kbd.tsx';
import classes from './templates.module.css';

/** Every field and tag that a letter may use, with its meaning; picking one puts it where the cursor is. */
export function FieldMenu(props: {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onPick: (name: string) => void;
}) {
  const [search, setSearch] = useState('');
  const fields = useQuery(useQueries().templates.fields.queryOptions());
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
  const shown = (fields.data ?? []).filter(({ name, text }) =>
    words.every((word) => `${name} ${text}`.toLowerCase().includes(word)),
  );
  const pick = (name: string) => {
    setSearch('');
    props.onOpened(false);
    props.onPick(name);
  };
  const press = (event: KeyboardEvent) => {
    const [first] = shown;
    if (event.key !== 'Enter' || !first) return;
    event.preventDefault();
    pick(first.name);
  };
  return (
    <Popover opened={props.opened} onChange={props.onOpened} position="bottom-start" trapFocus width={380}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          rightSection={<Keys keys="mod+i" />}
          onClick={() => props.onOpened(!props.opened)}
        >
          Insert a field
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Find a field"
          placeholder="Find a field"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={press}
          data-autofocus
        />
        <ul className={classes.fields}>
          {shown.map(({ name, text }) => (
            <li key={name}>
              <button type="button" className={classes.field} onClick={() => pick(name)}>
                <code>{name}</code>
                <span>{text}</span>
              </button>
            </li>
          ))}
        </ul>
        {fields.data && shown.length === 0 ? (
          <p className={classes.second}>No field has these words.</p>
        ) : null}
        {fields.error ? <ErrorLine error={fields.error} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
