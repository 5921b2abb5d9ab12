import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { shownError } from '../../api/errors.ts';
import { FormRow } from '../../ui/form-row.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './connections.module.css';

/** For a browser that cannot come back by itself: the address that it ended at, brought by hand. */
export function PastedAddress(props: {
  readonly redirectUri: string;
  /** The browser asks whether Duebook may be opened, and nothing is left to be done here. */
  readonly opens: boolean;
  readonly onPaste: (address: string) => Promise<unknown>;
}) {
  const [address, setAddress] = useState('');
  const pasting = useAction(props.onPaste);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '') pasting.run(address);
  };
  return (
    <form className={classes.pasted} noValidate onSubmit={submit}>
      <FormRow
        label="Address at the end"
        hint={
          props.opens
            ? `After the sign-in, let the browser open Duebook. If it cannot, copy the whole address that begins with ${props.redirectUri} from its address line.`
            : `After the sign-in the browser shows ${props.redirectUri}, whatever the page says. Copy its whole address from the address line.`
        }
        error={pasting.error === null ? undefined : shownError(pasting.error).text}
      >
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            error={pasting.error !== null}
            autoComplete="off"
            spellCheck={false}
            maxLength={8_192}
            value={address}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              pasting.clear();
            }}
          />
        )}
      </FormRow>
      <Button type="submit" variant="filled" loading={pasting.busy} disabled={address.trim() === ''}>
        Finish the sign-in
      </Button>
    </form>
  );
}
