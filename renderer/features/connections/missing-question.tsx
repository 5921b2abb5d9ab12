import { Button } from '@mantine/core';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { ENTITY_WORDS } from '../../../shared/domain/connections/entity-words.ts';
import { listOf } from '../../../shared/domain/format/words.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './connections.module.css';

/** So many records are missing that it is asked whether they were deleted, or only cannot be seen. */
export function MissingQuestion({ connection }: { readonly connection: ConnectionView }) {
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const answer = useAction(async (believe: boolean) => {
    await client.connections.answerMissing({ id: connection.id, believe }).catch(feedback.failed);
  });
  const { missing, system } = connection;
  if (missing.length === 0 || connection.running !== null) return null;
  const number = new Intl.NumberFormat(locale);
  const counts = missing.map(
    ({ entity, known, there }) =>
      `${number.format(there)} of ${number.format(known)} known ${ENTITY_WORDS[entity]}`,
  );
  return (
    <section className={classes.question} aria-label="Were they deleted?">
      <h2>Only {listOf(counts)} are still there</h2>
      <p>
        Nothing was taken away here. Usually that means that the user in {system} may not see all of them any
        more, or that another company is chosen. Look there first; say that they were deleted only if they
        were.
      </p>
      <div className={classes.answers}>
        <Button loading={answer.busy} onClick={() => answer.run(false)}>
          Keep them, ask again tomorrow
        </Button>
        <Button loading={answer.busy} onClick={() => answer.run(true)}>
          They were deleted: take them out
        </Button>
      </div>
    </section>
  );
}
