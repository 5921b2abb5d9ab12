import { Button, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { pickFile } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import { CompareCard, type SeenCard } from './compare-card.tsx';
import classes from './people.module.css';
import { useRefreshPeople } from './use-refresh-people.ts';

const CARD_ENDINGS = ['.duebook-card', '.json', '.txt'];

/** Adds somebody by their card: pasted, or from a file. Nobody is trusted before the fingerprint was shown. */
export function AddPerson() {
  const client = useClient();
  const feedback = useFeedback();
  const refresh = useRefreshPeople();
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<SeenCard | null>(null);
  const look = useAction(async (card: { readonly text: string } | { readonly grant: string }) =>
    setSeen(await client.people.look(card)),
  );
  const fromFile = async () => {
    const picked = await pickFile({ title: 'Add a card', endings: CARD_ENDINGS });
    if (picked !== null) look.run({ grant: picked.grant });
  };
  const trust = useAction(async (card: SeenCard) => {
    const { name } = await client.people.trust({ text: card.text });
    setSeen(null);
    setText('');
    await refresh();
    feedback.say(`${name} is trusted.`);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') look.run({ text });
  };
  return (
    <form className={classes.add} onSubmit={submit} noValidate aria-label="Add somebody">
      <Textarea
        aria-label="Text of a card"
        placeholder={'Paste the card that you were sent: {"duebook":"card", …'}
        rows={2}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" disabled={text.trim() === ''} loading={look.busy}>
          Look at the card
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconFile size={14} aria-hidden="true" />}
          onClick={() => void fromFile().catch(feedback.failed)}
        >
          From a file…
        </Button>
      </div>
      {look.error === null ? null : <ErrorLine error={look.error} />}
      {seen === null ? null : (
        <CompareCard
          seen={seen}
          busy={trust.busy}
          error={trust.error}
          onTrust={() => trust.run(seen)}
          onClose={() => {
            trust.clear();
            setSeen(null);
          }}
        />
      )}
    </form>
  );
}
