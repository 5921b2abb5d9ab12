import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ConnectionFormView, ConnectionView } from '../../../shared/contract/connections.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { bytesText, schedulesWith } from './connection-words.ts';
import classes from './connections.module.css';
import { askedFields } from './use-connection-form.ts';

/** How the connection is set up, how often it is read, and what reading it costs. */
export function ConnectionFacts({ connection }: { readonly connection: ConnectionView }) {
  const queries = useQueries();
  const { locale } = useFormat();
  const forms = useQuery(queries.connections.forms.queryOptions()).data ?? [];
  const usage = useQuery(queries.connections.usage.queryOptions({ input: { id: connection.id } })).data ?? [];
  const form = forms.find(({ kind }) => kind === connection.kind);
  const fields = form === undefined ? [] : askedFields(form, connection.settings);
  const secret = fields.find((field) => field.secret);
  const settings = fields.filter((field) => !field.secret);
  const earlier = usage.filter(({ month }) => month !== connection.usage.month).slice(0, 3);
  return (
    <Section title="Set-up">
      <dl className={classes.facts}>
        <dt>System</dt>
        <dd>{connection.system}</dd>
        {connection.company === null ? null : <Fact name="Company" text={connection.company} />}
        {settings.map((field) => (
          <Fact key={field.name} name={field.label} text={settingText(field, connection)} />
        ))}
        {secret ? (
          <Fact
            name={secret.label}
            text={connection.hasSecrets ? 'In the key store' : 'Missing on this computer: change it'}
          />
        ) : null}
        {connection.signIn === null ? null : (
          <Fact
            name="Good until"
            text={`${connection.signIn.endsOn} (${connection.signIn.what}${connection.signIn.unlessUsed ? ', unless it is read before' : ''})`}
          />
        )}
        {connection.signedIn === true ? (
          <>
            <dt>Sign-in</dt>
            <dd>
              <CommandButton command="connection.signIn" />
            </dd>
          </>
        ) : null}
        <dt id={`schedule-${connection.id}`}>Read</dt>
        <dd>
          <Schedule connection={connection} />
        </dd>
        {[connection.usage, ...earlier].map(({ month, calls, bytes }) => (
          <Fact
            key={month}
            name={monthText(month, locale)}
            text={`${count(calls, 'call', 'calls', locale)}, ${bytesText(bytes, locale)}`}
          />
        ))}
      </dl>
    </Section>
  );
}

/** What is set, in the words of its choice where it was one. */
function settingText({ name, choices }: ConnectionFormView['fields'][number], { settings }: ConnectionView) {
  const value = settings[name] ?? choices?.[0]?.value;
  return choices?.find((choice) => choice.value === value)?.label ?? value ?? '—';
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

/** How often it is read; a change counts at once and can be taken back. */
function Schedule({ connection }: { readonly connection: ConnectionView }) {
  const client = useClient();
  const feedback = useFeedback();
  const id = useId();
  const set = (everyMinutes: number) => client.connections.change({ id: connection.id, everyMinutes });
  const choose = async (everyMinutes: number) => {
    const before = connection.everyMinutes;
    try {
      await set(everyMinutes);
      feedback.done({
        title: `${connection.name} has another schedule`,
        undo: async () => {
          await set(before);
        },
      });
    } catch (cause) {
      feedback.failed(cause);
    }
  };
  return (
    <NativeSelect
      id={id}
      w={220}
      aria-labelledby={`schedule-${connection.id}`}
      value={String(connection.everyMinutes)}
      data={schedulesWith(connection.everyMinutes).map(({ minutes, text }) => ({
        value: String(minutes),
        label: text,
      }))}
      onChange={(event) => void choose(Number(event.currentTarget.value))}
    />
  );
}

/** `2026-11` as "November 2026". */
function monthText(month: string, locale: string): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  const first = new Date(Date.UTC(year, index - 1, 1));
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(first);
}
