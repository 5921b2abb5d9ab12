import { Button, Group, Modal } from '@mantine/core';
import type { OutboxMessage, OutboxReview } from '../../../shared/contract/outbox.ts';
import classes from './outbox.module.css';

type Words = NonNullable<OutboxReview['ownWords']>;

/** Sentences of a person that a rebuilt letter would not have, and sentences of the template that would be back in it. */
export function OwnWords({ words }: { readonly words: Words }) {
  return (
    <>
      {words.written.length > 0 ? (
        <Sentences title="You wrote; the template does not have it" sentences={words.written} />
      ) : null}
      {words.takenOut.length > 0 ? (
        <Sentences title="You took out; the template has it again" sentences={words.takenOut} />
      ) : null}
    </>
  );
}

function Sentences(props: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <figure className={classes.words}>
      <figcaption>{props.title}</figcaption>
      <ul aria-label={props.title}>
        {props.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </figure>
  );
}

/** Rebuilding a letter that a person changed: shows what would be lost, before it is. */
export function RebuildChoice(props: {
  /** The message that is to be rebuilt; null closes the dialog. */
  readonly message: OutboxMessage | null;
  readonly onKeepWords: (message: OutboxMessage) => void;
  readonly onDropWords: (message: OutboxMessage) => void;
  readonly onClose: () => void;
}) {
  const { message } = props;
  const words = message?.review?.ownWords ?? null;
  return (
    <Modal
      opened={message !== null && words !== null}
      onClose={props.onClose}
      title="This letter has your own words"
    >
      {message && words ? (
        <>
          <OwnWords words={words} />
          <p className={classes.settleText}>
            Keep them: the letter is a draft again that asks for what is open now, and you put its figures
            right. Or rebuild it in the words of the template, without yours.
          </p>
          <Group justify="flex-end" gap={8} mt={16}>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button onClick={() => props.onDropWords(message)}>Rebuild without them</Button>
            <Button variant="filled" onClick={() => props.onKeepWords(message)} data-autofocus>
              Keep my words and edit
            </Button>
          </Group>
        </>
      ) : null}
    </Modal>
  );
}
