import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackView } from '../../../shared/contract/write-back.ts';
import { listOf } from '../../../shared/domain/format/words.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './connections.module.css';
import { useWriteBackChoice } from './use-write-back-choice.ts';
import own from './write-back.module.css';
import { WriteBackChoice } from './write-back-choice.tsx';
import { WriteBackLetters } from './write-back-letters.tsx';
import { WriteBackNotes } from './write-back-notes.tsx';
import { countsText, flowing } from './write-back-words.ts';

/** Whether notes and letters flow back into the books: a switch for each, what flows, and what became of the newest. */
export function WriteBack({ connection }: { readonly connection: ConnectionView }) {
  const input = { id: connection.id };
  const found = useQuery(useQueries().connections.writeBack.queryOptions({ input }));
  if (found.error) {
    return (
      <Section title="Written back">
        <ErrorLine error={found.error} onRetry={() => void found.refetch()} />
      </Section>
    );
  }
  if (found.data === undefined) return null;
  if (!found.data.offered) {
    return (
      <Section title="Written back">
        <p className={classes.second}>Not offered. {found.data.reason}</p>
      </Section>
    );
  }
  return <OfferedWriteBack connection={connection} view={found.data} />;
}

function OfferedWriteBack(props: { readonly connection: ConnectionView; readonly view: WriteBackView }) {
  const { connection, view } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [choosing, setChoosing] = useState(false);
  const choice = useWriteBackChoice(connection, view, 'notes');
  const again = useAction(async () => {
    await client.connections.retryNotes({ id: connection.id, note: null }).catch(feedback.failed);
  });
  const chosen = flowing(view, 'notes').map(({ words }) => words);
  const on = chosen.length > 0;
  return (
    <Section title="Written back" aside={countsText(view.counts, locale)}>
      <Switch
        size="xs"
        classNames={{ label: own.switchLabel ?? '', description: own.switchDescription ?? '' }}
        label={`Write notes into ${connection.system}`}
        description={
          on
            ? `${sentence(listOf(chosen))}. Notes only: no figure is ever changed.`
            : 'What you log can be kept there as a note, too. Notes only: no figure is ever changed.'
        }
        checked={on}
        disabled={choice.busy}
        onChange={(event) => (event.currentTarget.checked ? setChoosing(true) : choice.run([]))}
      />
      <WriteBackLetters connection={connection} view={view} />
      <div className={classes.answers}>
        {on ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setChoosing(true)}>
            Choose which notes
          </Button>
        ) : null}
        {view.counts.failed > 0 ? (
          <Button variant="subtle" size="compact-xs" loading={again.busy} onClick={() => again.run()}>
            Try all again
          </Button>
        ) : null}
      </div>
      <WriteBackNotes connection={connection} notes={view.notes} />
      {choosing ? (
        <WriteBackChoice connection={connection} view={view} onClose={() => setChoosing(false)} />
      ) : null}
    </Section>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
