import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { OutboxViewName } from './outbox-states.ts';

const WORDS: Readonly<Record<OutboxViewName, { readonly title: string; readonly text: string }>> = {
  waiting: {
    title: 'Nothing waits to be sent',
    text: 'Select accounts in the worklist and press e: each letter is approved with one key, and then all go out together. Without a network they wait here.',
  },
  needsYou: {
    title: 'Nothing needs you',
    text: 'A message that no longer fits the figures, that a mail server refused, or of which nobody knows whether it went out would stand here, with the reason.',
  },
  sentToday: {
    title: 'Nothing was sent today',
    text: 'What went out today stands here, with the answer of the mail server.',
  },
  all: {
    title: 'Nothing was sent yet',
    text: 'Every message that was approved for sending stands here, whatever became of it.',
  },
};

/** An empty part of the outbox: what would stand here, and where messages come from. */
export function NothingInOutbox({ view }: { readonly view: OutboxViewName }) {
  const { title, text } = WORDS[view];
  return (
    <EmptyState
      icon={<IconSend size={24} aria-hidden="true" />}
      title={title}
      action={
        view === 'needsYou' ? undefined : (
          <Button variant="filled" onClick={() => navigate({ screen: 'worklist' })}>
            Go to the worklist
          </Button>
        )
      }
    >
      {text}
    </EmptyState>
  );
}
