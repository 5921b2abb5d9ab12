import { Button } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import type { PeopleView } from '../../../shared/contract/people.ts';
import { ROLE_WORDS } from '../../../shared/domain/people/role-words.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAction } from '../../ui/use-action.ts';
import { Fingerprint } from './fingerprint.tsx';
import classes from './people.module.css';
import { ROLE_LABELS } from './people-words.ts';

/** The own card, as others will see it, and the ways to hand it over. */
export function OwnCard(props: { readonly own: NonNullable<PeopleView['own']> }) {
  const { name, role, fingerprint } = props.own;
  const client = useClient();
  const feedback = useFeedback();
  const copy = useAction(async () => {
    await copyText({ text: (await client.people.card()).text });
    feedback.say('Card copied. Paste it into a message to whom you work with.');
  });
  const save = useAction(async () => saveDownload((await client.people.card()).download));
  const error = copy.error ?? save.error;
  return (
    <section className={classes.card} aria-label="Your card">
      <div className={classes.who}>
        <b className={classes.name}>{name}</b>
        <Tag tone="accent">{ROLE_LABELS[role]}</Tag>
      </div>
      <p className={classes.note}>{ROLE_WORDS[role]}</p>
      <Fingerprint value={fingerprint} label="Your fingerprint" />
      <div className={classes.buttons}>
        <Button
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          disabled={save.busy}
          onClick={() => save.run()}
        >
          Save as a file
        </Button>
        <Button
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          disabled={copy.busy}
          onClick={() => copy.run()}
        >
          Copy as text
        </Button>
      </div>
      {error === null ? null : <ErrorLine error={error} />}
    </section>
  );
}
