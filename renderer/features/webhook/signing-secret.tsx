import { Button } from '@mantine/core';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './webhook.module.css';

/** The secret that events are signed with, shown once: the receiver needs it, nobody else. */
export function SigningSecret(props: { readonly secret: string; readonly onPutAway: () => void }) {
  const feedback = useFeedback();
  const copy = useAction(async () => {
    await copyText({ text: props.secret });
    feedback.say('Signing secret copied');
  });
  return (
    <section className={classes.secret} aria-label="Signing secret">
      <p>
        Enter this signing secret at the receiver. It is shown this once, and kept in the key store of this
        computer.
      </p>
      <code>{props.secret}</code>
      <div className={classes.buttons}>
        <Button onClick={() => copy.run()}>Copy</Button>
        <Button variant="subtle" onClick={props.onPutAway}>
          I have it
        </Button>
      </div>
      {copy.error === null ? null : <ErrorLine error={copy.error} />}
    </section>
  );
}
