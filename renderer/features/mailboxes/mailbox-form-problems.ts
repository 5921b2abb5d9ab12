import { addressProblem } from '../compose/recipients.ts';
import { aliasProblem } from './alias-text.ts';
import type { MailboxForm, Protocol, ServerFields } from './mailbox-form-state.ts';

export type FieldName =
  | 'address'
  | 'user'
  | 'password'
  | 'imapHost'
  | 'imapPort'
  | 'smtpHost'
  | 'smtpPort'
  | 'aliases'
  | 'perMinute'
  | 'perDay';

/** What is missing or wrong, by field, in words; empty when the form can be sent. `hasPassword`: one is kept already. */
export function formProblems(
  form: MailboxForm,
  hasPassword = false,
): Readonly<Partial<Record<FieldName, string>>> {
  const address = addressProblem(form.address.trim());
  return {
    ...(address === null ? {} : { address }),
    ...(form.user.trim() === '' ? { user: 'Enter the user name.' } : {}),
    ...(loginProblem(form, hasPassword) === null ? {} : { password: loginProblem(form, hasPassword) ?? '' }),
    ...serverProblems('imap', form.imap),
    ...(form.smtp ? serverProblems('smtp', form.smtp) : {}),
    ...(aliasProblem(form.aliases) === null ? {} : { aliases: aliasProblem(form.aliases) ?? '' }),
    ...(limitOf(form.perMinute, 1_000) === null
      ? { perMinute: 'Per minute: a number from 1 to 1,000.' }
      : {}),
    ...(limitOf(form.perDay, 100_000) === null ? { perDay: 'Per day: a number from 1 to 100,000.' } : {}),
  };
}

function loginProblem(form: MailboxForm, hasPassword: boolean): string | null {
  if (form.login === 'password') {
    return form.password === '' && !hasPassword ? 'Enter the password.' : null;
  }
  return form.signIn === null && !hasPassword ? 'Connect the mailbox first.' : null;
}

/** Undefined for nothing typed, null for what is no number in its range. */
export function limitOf(text: string, most: number): number | undefined | null {
  if (text.trim() === '') return undefined;
  const number = /^\d{1,6}$/u.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

function serverProblems(protocol: Protocol, { host, port }: ServerFields) {
  const number = /^\d{1,5}$/u.test(port.trim()) ? Number(port) : 0;
  return {
    ...(host.trim() === '' ? { [`${protocol}Host`]: 'Enter the name of the server.' } : {}),
    ...(/[\s/@]/u.test(host.trim())
      ? { [`${protocol}Host`]: 'Only the name of the server, without // or @.' }
      : {}),
    ...(number < 1 || number > 65_535 ? { [`${protocol}Port`]: 'A number from 1 to 65535.' } : {}),
  };
}
