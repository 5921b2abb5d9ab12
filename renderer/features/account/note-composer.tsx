import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { Keys } from '../../ui/kbd.tsx';
import classes from './timeline.module.css';

/** A note on the account: `n` goes here, ⌘Enter keeps it, Escape leaves what was typed. */
export function NoteComposer({ accountId }: { readonly accountId: AccountId }) {
  const client = useClient();
  const feedback = useFeedback();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  useCommands([
    {
      id: 'account.note',
      title: 'Write a note',
      group: 'Account',
      keys: ['n'],
      run: () => field.current?.focus(),
    },
  ]);
  const save = async () => {
    const note = text.trim();
    if (note === '' || busy) return;
    setBusy(true);
    try {
      const { id } = await client.accounts.addTouchpoint({ accountId, kind: 'note', text: note });
      setText('');
      field.current?.blur();
      feedback.done({
        title: 'Note added',
        undo: async () =>
          void (await client.accounts.retractTouchpoint({ id, reason: 'Taken back at once' })),
      });
    } catch (error) {
      feedback.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.composer}>
      <Textarea
        ref={field}
        className="quiet-field"
        aria-label="Note"
        placeholder="Write a note"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={10_000}
        value={text}
        rightSection={text === '' ? <Keys keys="n" /> : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
          if (event.key === 'Escape') {
            event.stopPropagation();
            field.current?.blur();
          }
        }}
      />
      {text.trim() === '' ? null : (
        <Button
          variant="filled"
          loading={busy}
          onClick={() => void save()}
          rightSection={<Keys keys="mod+enter" tone="inverse" />}
        >
          Keep the note
        </Button>
      )}
    </div>
  );
}
