import { Button, Checkbox } from '@mantine/core';
import type { WebhookView } from '../../../shared/contract/webhook.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { TextRow } from '../settings/text-row.tsx';
import { SigningSecret } from './signing-secret.tsx';
import { useWebhookForm } from './use-webhook-form.ts';
import classes from './webhook.module.css';
import { EVENT_GROUPS, withGroup } from './webhook-words.ts';

/** Where events go, which ones, and what of them; turning it on is saving it. */
export function WebhookForm({ webhook }: { readonly webhook: WebhookView }) {
  const form = useWebhookForm(webhook);
  const { value, change, problems, save, turnOff } = form;
  const on = webhook.state !== 'off';
  const busy = save.busy || turnOff.busy;
  const error = save.error ?? turnOff.error;
  return (
    <form
      aria-label="Webhook"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.run(false);
      }}
    >
      <TextRow
        label="Address"
        type="url"
        hint="Begins with https://. Events go to this address alone; no redirect is followed."
        value={value.url}
        {...(problems.url === undefined ? {} : { error: problems.url })}
        onChange={(url) => change({ url })}
      />
      <fieldset className={classes.kinds} aria-describedby="webhook-kinds-problem">
        <legend>Tell of</legend>
        {EVENT_GROUPS.map(({ label, kinds }) => (
          <Checkbox
            size="sm"
            key={label}
            label={label}
            checked={kinds.every((kind) => value.kinds.includes(kind))}
            indeterminate={
              kinds.some((kind) => value.kinds.includes(kind)) &&
              !kinds.every((kind) => value.kinds.includes(kind))
            }
            onChange={(event) =>
              change({ kinds: withGroup(value.kinds, kinds, event.currentTarget.checked) })
            }
          />
        ))}
        <p id="webhook-kinds-problem" className={classes.problem}>
          {problems.kinds}
        </p>
      </fieldset>
      <fieldset className={classes.kinds}>
        <legend>What goes along</legend>
        <Checkbox
          size="sm"
          label="Texts of notes, calls and mails"
          description="Off: who did what on which account, and no word of what was written."
          checked={value.withText}
          onChange={(event) => change({ withText: event.currentTarget.checked })}
        />
        <Checkbox
          size="sm"
          label="The address may be in a private network"
          description="Off: an address of this house or of this computer is refused, whatever its name says."
          checked={value.privateAllowed}
          onChange={(event) => change({ privateAllowed: event.currentTarget.checked })}
        />
      </fieldset>
      {form.secret === null ? null : <SigningSecret secret={form.secret} onPutAway={form.putAway} />}
      {error === null ? null : <ErrorLine error={error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={save.busy} disabled={busy || (on && !form.dirty)}>
          {on ? 'Save' : 'Turn on'}
        </Button>
        {on ? (
          <>
            <Button disabled={busy} onClick={() => save.run(true)}>
              New signing secret
            </Button>
            <Button variant="subtle" disabled={busy} onClick={() => turnOff.run()}>
              Turn off
            </Button>
          </>
        ) : null}
      </div>
    </form>
  );
}
