import { Button, Popover, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../shared/domain/format/dates.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import chip from '../../ui/filter-chip.module.css';
import { useFormat } from '../../ui/format/locale.tsx';
import { asOfPresets } from './as-of-presets.ts';
import classes from './looking-back.module.css';
import { pastDay, useAsOf } from './use-as-of.ts';

const KEYS = 'b';

/** Which day's figures are shown: a chip with the usual days and any other one behind it. */
export function AsOfControl() {
  const { asOf, words, show, backToToday } = useAsOf();
  const [opened, setOpened] = useState(false);
  useCommands([
    {
      id: 'asOf.choose',
      title: 'Show the worklist as of …',
      group: 'List',
      keys: [KEYS],
      run: () => setOpened(true),
    },
    ...(asOf === null
      ? []
      : [
          {
            id: 'asOf.today',
            title: 'Back to today',
            group: 'List' as const,
            keys: ['shift+b'],
            run: backToToday,
          },
        ]),
  ]);
  const choose = (date: PlainDate) => {
    setOpened(false);
    show(date);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`${chip.chip} ${classes.control}`}
          data-on={asOf !== null || undefined}
          aria-keyshortcuts={KEYS}
          onClick={() => setOpened(!opened)}
        >
          As of {words} <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <DayForm shown={asOf} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function DayForm(props: { readonly shown: PlainDate | null; readonly onChoose: (date: PlainDate) => void }) {
  const { locale, today } = useFormat();
  const [text, setText] = useState<string>(props.shown ?? '');
  const day = pastDay(text, today);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day !== null) props.onChoose(day);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.presets}>
        {asOfPresets(today).map((preset, index) => (
          <button
            key={preset.label}
            type="button"
            className={classes.preset}
            aria-pressed={preset.date === (props.shown ?? today)}
            data-autofocus={index === 0 || undefined}
            onClick={() => props.onChoose(preset.date)}
          >
            <span>{preset.label}</span>
            <span className={classes.presetDate}>{formatExactDate(preset.date, locale)}</span>
          </button>
        ))}
      </div>
      <div className={classes.other}>
        <TextInput
          type="date"
          label="Another day"
          max={today}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={day === null}>
          Show
        </Button>
      </div>
      <p className={classes.hint}>What is known today of that day: later payments are added back.</p>
    </form>
  );
}
