import { Button, Loader } from '@mantine/core';
import { type FormEvent, useEffect, useRef } from 'react';
import type { MailboxTest, MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Checks } from './checks.tsx';
import { MailboxFields } from './mailbox-fields.tsx';
import classes from './mailboxes.module.css';
import { serviceOf } from './sign-in-fields.ts';
import { useMailboxForm } from './use-mailbox-form.ts';

/** Sets a mailbox up, or changes one: new settings are tried first and saved only when they work. */
export function MailboxForm(props: {
  /** The mailbox to change; null: a new one. */
  readonly mailbox: MailboxView | null;
  /** `test` is the one that a change has passed. */
  readonly onSaved: (mailbox: MailboxView, test: MailboxTest | null) => void;
  readonly onCancel: () => void;
}) {
  const { mailbox } = props;
  const { form, setForm, problems, hasPassword, busy, error, failed, submit, signIn } = useMailboxForm(
    mailbox,
    props.onSaved,
  );
  const action = mailbox ? 'Test and save' : 'Add and test';
  /** Escape first leaves the field, so that a slip does not lose what was typed. */
  const leave = () => {
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.matches('input,select')) field.blur();
    else props.onCancel();
  };
  useCommands([
    { id: 'mailbox.submit', title: action, group: 'Edit', keys: ['mod+enter'], run: submit },
    { id: 'mailbox.cancel', title: 'Cancel', group: 'Edit', keys: ['esc'], run: leave },
  ]);
  return (
    <Pane title={mailbox ? `Change ${mailbox.address}` : 'Add a mailbox'}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={classes.intro}>
          {mailbox
            ? 'The new settings are tried before they are saved. Until they work, the mailbox stays as it is, with the password it has. For another address, add another mailbox.'
            : 'Letters are saved to the drafts folder of your own mailbox, or sent from it once you approve them. Password and sign-in are kept in the key store of this workspace.'}
        </p>
        <MailboxFields
          form={form}
          problems={problems}
          isNew={mailbox === null}
          hasPassword={hasPassword}
          signIn={signIn}
          onBeginSignIn={() => {
            if (form.login === 'password') return;
            const clientSecret = form.signInFields.clientSecret.trim();
            signIn.begin({
              service: serviceOf(form.login, form.signInFields),
              clientSecret: form.login === 'google' && clientSecret !== '' ? clientSecret : null,
              address: form.address.trim(),
            });
          }}
          onChange={setForm}
        />
        {error ? <ErrorLine error={error} /> : null}
        {mailbox && busy ? (
          <p className={classes.testing} role="status">
            <Loader size={14} aria-hidden="true" /> Testing the new settings step by step. Nothing is sent.
          </p>
        ) : null}
        {failed ? <NotSaved test={failed} /> : null}
        <div className={classes.buttons}>
          <Button onClick={props.onCancel} rightSection={<Keys keys="esc" />}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            rightSection={<Keys keys="mod+enter" tone="inverse" />}
          >
            {action}
          </Button>
        </div>
      </form>
    </Pane>
  );
}

/** The new settings do not work; what was typed stays above to be corrected. */
function NotSaved({ test }: { readonly test: MailboxTest }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Newer browsers hand back a promise here, which is no way to end an effect.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={box} className={classes.notSaved} aria-label="The new settings do not work">
      <h3>The new settings do not work yet</h3>
      <p className={classes.second}>Nothing was saved: the mailbox is as it was.</p>
      <Checks test={test} />
    </section>
  );
}
