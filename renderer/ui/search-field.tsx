import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../app/commands/commands-context.tsx';
import { Keys } from './kbd.tsx';

/** Full-text search of a list: `/` goes here, Escape empties it and goes back. */
export function SearchField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width?: number;
}) {
  const [text, setText] = useState(props.value);
  const input = useRef<HTMLInputElement>(null);
  const send = useDebouncedCallback(props.onChange, 150);
  useEffect(() => setText(props.value), [props.value]);
  useCommands([
    { id: 'list.search', title: props.label, group: 'List', keys: ['/'], run: () => input.current?.focus() },
  ]);
  const change = (value: string) => {
    setText(value);
    send(value);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      className="quiet-field"
      aria-label={props.label}
      placeholder="Search"
      w={props.width ?? 180}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        change('');
        input.current?.blur();
      }}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        text === '' ? (
          <Keys keys="/" />
        ) : (
          <CloseButton size="xs" aria-label="Empty the search" onClick={() => change('')} />
        )
      }
    />
  );
}
