import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './log.module.css';
import {
  dayRanges,
  daysText,
  isFiltered,
  kindsText,
  type LogFilter,
  NO_FILTER,
  toggledGroup,
  withDays,
} from './log-filter.ts';
import { KIND_GROUPS, KIND_NAMES } from './log-words.ts';

interface FilterProps {
  readonly filter: LogFilter;
  readonly onChange: (filter: LogFilter) => void;
}

/** Days, account, person and kind: what is on says what it does. */
export function LogFilters(props: FilterProps & { readonly actors: readonly string[] }) {
  const { filter, onChange, actors } = props;
  return (
    <>
      <DaysChip filter={filter} onChange={onChange} />
      <AccountChip filter={filter} onChange={onChange} />
      <FilterChip label="Who" value={filter.actor} onClear={() => onChange({ ...filter, actor: null })}>
        <Radio.Group
          aria-label="Who"
          value={filter.actor ?? ''}
          onChange={(actor) => onChange({ ...filter, actor: actor === '' ? null : actor })}
        >
          <div className={classes.options}>
            <Radio value="" label="Everybody" size="xs" />
            {actors.map((actor) => (
              <Radio key={actor} value={actor} label={actor} size="xs" />
            ))}
          </div>
        </Radio.Group>
      </FilterChip>
      <KindsChip filter={filter} onChange={onChange} />
      {isFiltered(filter) ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(NO_FILTER)}>
          Show all
        </Button>
      ) : null}
    </>
  );
}

function DaysChip({ filter, onChange }: FilterProps) {
  const { today, locale } = useFormat();
  const write = (date: PlainDate) => shortDate(date, today, locale);
  const typed = (text: string): PlainDate | null => (isPlainDate(text) ? text : null);
  return (
    <FilterChip
      label="Days"
      value={daysText(filter, today, write)}
      onClear={() => onChange(withDays(filter, null, null))}
    >
      <div className={classes.options}>
        {dayRanges(today).map((range) => (
          <Button
            key={range.label}
            variant="subtle"
            size="compact-sm"
            justify="flex-start"
            onClick={() => onChange(withDays(filter, range.from, range.to))}
          >
            {range.label}
          </Button>
        ))}
        <TextInput
          key={`from ${filter.from}`}
          type="date"
          label="From"
          defaultValue={filter.from ?? ''}
          onBlur={(event) => onChange(withDays(filter, typed(event.currentTarget.value), filter.to))}
        />
        <TextInput
          key={`to ${filter.to}`}
          type="date"
          label="To"
          defaultValue={filter.to ?? ''}
          onBlur={(event) => onChange(withDays(filter, filter.from, typed(event.currentTarget.value)))}
        />
      </div>
    </FilterChip>
  );
}

function AccountChip({ filter, onChange }: FilterProps) {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), 150);
  const found = useQuery(
    useQueries().accounts.search.queryOptions({
      input: searched.length > 1 ? { text: searched, limit: 8 } : skipToken,
      gcTime: 30_000,
    }),
  );
  return (
    <FilterChip
      label="Account"
      value={filter.account?.name ?? null}
      onClear={() => onChange({ ...filter, account: null })}
    >
      <TextInput
        aria-label="Find an account"
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
            onClick={() => onChange({ ...filter, account: { id, name } })}
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

function KindsChip({ filter, onChange }: FilterProps) {
  const { kinds } = filter;
  return (
    <FilterChip label="Kind" value={kindsText(kinds)} onClear={() => onChange({ ...filter, kinds: [] })}>
      <div className={classes.options}>
        {KIND_GROUPS.map((group) => {
          const chosen = group.kinds.filter((kind) => kinds.includes(kind)).length;
          return (
            <fieldset key={group.label} className={classes.kinds}>
              <legend className="visually-hidden">{group.label}</legend>
              <Checkbox
                label={group.label}
                checked={chosen === group.kinds.length}
                indeterminate={chosen > 0 && chosen < group.kinds.length}
                onChange={() => onChange({ ...filter, kinds: toggledGroup(kinds, group.kinds) })}
              />
              {group.kinds.map((kind) => (
                <Checkbox
                  key={kind}
                  className={classes.kind}
                  label={KIND_NAMES[kind]}
                  checked={kinds.includes(kind)}
                  onChange={() => onChange({ ...filter, kinds: toggledGroup(kinds, [kind]) })}
                />
              ))}
            </fieldset>
          );
        })}
      </div>
    </FilterChip>
  );
}
