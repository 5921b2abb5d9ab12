import { useEffect, useRef, useState } from 'react';
import type { MailboxTest, MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useClient } from '../../api/engine-context.tsx';
import { formProblems } from './mailbox-form-problems.ts';
import { EMPTY_FORM, formOf, mailboxChange, mailboxInput } from './mailbox-form-state.ts';
import { useSignIn } from './use-sign-in.ts';

/** What is typed for a new mailbox or for the change of one, and how it is saved. Leaving the form ends a test. */
export function useMailboxForm(
  mailbox: MailboxView | null,
  onSaved: (mailbox: MailboxView, test: MailboxTest | null) => void,
) {
  const client = useClient();
  const [form, setForm] = useState(() => (mailbox ? formOf(mailbox) : EMPTY_FORM));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** The test that the new settings did not pass. */
  const [failed, setFailed] = useState<MailboxTest | null>(null);
  const ending = useRef<AbortController | null>(null);
  useEffect(() => () => ending.current?.abort(), []);
  const hasPassword = mailbox?.hasSecret ?? false;
  const signIn = useSignIn((id) => setForm((before) => ({ ...before, signIn: id })));

  const save = async (controller: AbortController) => {
    if (mailbox === null) {
      onSaved(await client.mailboxes.add(mailboxInput(form)), null);
      return;
    }
    const { signal } = controller;
    const outcome = await client.mailboxes.change(mailboxChange(mailbox.id, form), { signal });
    if (outcome.saved) onSaved(outcome.mailbox, outcome.test);
    else setFailed(outcome.test);
  };
  const submit = async () => {
    setTried(true);
    if (busy || Object.keys(formProblems(form, hasPassword)).length > 0) return;
    const controller = new AbortController();
    ending.current = controller;
    setBusy(true);
    setError(null);
    setFailed(null);
    try {
      await save(controller);
    } catch (cause) {
      if (!controller.signal.aborted) setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return {
    form,
    setForm,
    problems: tried ? formProblems(form, hasPassword) : {},
    hasPassword,
    busy,
    error,
    failed,
    submit: () => void submit(),
    signIn,
  };
}
