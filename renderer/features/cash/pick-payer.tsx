import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import classes from './cash.module.css';

export interface Payer {
  readonly id: AccountId;
  readonly name: string;
}

/** The account that the money is from, where a person knows better than the statement. */
export function PickPayer(props: {
  readonly payer: Payer | null;
  readonly onPick: (payer: Payer | null) => void;
}) {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), 150);
  const found = useQuery(
    useQueries().accounts.search.queryOptions({
      input: searched.length > 1 ? { text: searched, limit: 8 } : skipToken,
      gcTime: 30_000,
    }),
  );
  return (
    <FilterChip label="Payer" value={props.payer?.name ?? null} onClear={() => props.onPick(null)}>
      <TextInput
        aria-label="Find the payer"
        placeholder="Name, number, contact or invoice"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.options}>
        {(searched.length > 1 ? (found.data ?? []) : []).map(({ id, name, number }) => (
          <Button
            key={id}
            variant="subtle"
            size="compact-sm"
            justify="flex-start"
            onClick={() => props.onPick({ id, name })}
          >
            {number ? `${name} · ${number}` : name}
          </Button>
        ))}
        {searched.length > 1 && found.data?.length === 0 ? (
          <p className={classes.second}>No account found.</p>
        ) : null}
      </div>
    </FilterChip>
  );
}
