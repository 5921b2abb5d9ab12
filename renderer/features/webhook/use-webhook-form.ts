import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookView } from '../../../shared/contract/webhook.ts';
import type { WebhookKind } from '../../../shared/domain/webhook/webhook-kinds.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useAction } from '../../ui/use-action.ts';

export interface WebhookDraft {
  readonly url: string;
  readonly kinds: readonly WebhookKind[];
  readonly withText: boolean;
  readonly privateAllowed: boolean;
}

const EMPTY: WebhookDraft = {
  url: '',
  kinds: ['note', 'note_retracted', 'call'],
  withText: false,
  privateAllowed: false,
};

/** The webhook as a form, with what can be done to it. A signing secret that Duebook made is kept until it was put away. */
export function useWebhookForm(webhook: WebhookView) {
  const client = useClient();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const feedback = useFeedback();
  const saved = webhook.state === 'off' ? EMPTY : webhook;
  const [draft, setDraft] = useState<WebhookDraft | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const value = draft ?? saved;
  const show = (next: WebhookView) => queryClient.setQueryData(queries.webhook.get.queryKey(), next);
  const { url, kinds, withText, privateAllowed } = value;
  const problems = {
    url: url.trim() === '' ? 'Enter the address that events go to.' : undefined,
    kinds: kinds.length === 0 ? 'Choose at least one kind of event.' : undefined,
  };
  const [tried, setTried] = useState(false);
  const save = useAction(async (newSecret: boolean) => {
    setTried(true);
    if (problems.url !== undefined || problems.kinds !== undefined) return;
    const settings = { url, kinds: [...kinds], withText, privateAllowed, newSecret };
    const answer = await client.webhook.set(settings);
    show(answer.webhook);
    if (answer.secret !== null) setSecret(answer.secret);
    setDraft(null);
    setTried(false);
    feedback.say('Webhook saved');
  });
  const turnOff = useAction(async () => {
    await client.webhook.off();
    show({ state: 'off' });
    setDraft(null);
    setSecret(null);
    feedback.say('Webhook turned off');
  });
  return {
    value,
    dirty: draft !== null,
    change: (part: Partial<WebhookDraft>) => setDraft({ ...value, ...part }),
    problems: tried ? problems : { url: undefined, kinds: undefined },
    secret,
    putAway: () => setSecret(null),
    save,
    turnOff,
  };
}
