import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { instantText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './webhook.module.css';
import { countsText, type SetWebhook } from './webhook-words.ts';

/** How it stands with the deliveries, a test, and the way on after a pause. */
export function WebhookState({ webhook }: { readonly webhook: SetWebhook }) {
  const client = useClient();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const { locale, today } = useFormat();
  const [tested, setTested] = useState<string | null>(null);
  const test = useAction(async () => {
    setTested(null);
    setTested((await client.webhook.test()).text);
  });
  const resume = useAction(async (skip: boolean) => {
    const next = await client.webhook.resume({ skip });
    queryClient.setQueryData(queries.webhook.get.queryKey(), next);
  });
  const error = test.error ?? resume.error;
  const paused = webhook.state === 'paused';
  return (
    <section className={classes.state} aria-label="Deliveries">
      <p>
        <b>{paused ? 'Paused' : 'On'}</b>
        {`: ${countsText(webhook, locale)}`}
        {webhook.deliveredAt === null
          ? ''
          : `, the last one ${instantText(webhook.deliveredAt, today, locale)}`}
        {'.'}
      </p>
      {webhook.problem === null ? null : (
        <p className={classes.problem}>
          {webhook.problem}
          {webhook.nextAt === null ? '' : ` It is tried again ${instantText(webhook.nextAt, today, locale)}.`}
        </p>
      )}
      <div className={classes.buttons}>
        <Button loading={test.busy} onClick={() => test.run()}>
          Send a test event
        </Button>
        {paused ? (
          <>
            <Button disabled={resume.busy} onClick={() => resume.run(false)}>
              Go on
            </Button>
            {webhook.waiting > 0 ? (
              <Button variant="subtle" disabled={resume.busy} onClick={() => resume.run(true)}>
                Go on without the next event
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      <p role="status">{tested}</p>
      {error === null ? null : <ErrorLine error={error} />}
    </section>
  );
}
