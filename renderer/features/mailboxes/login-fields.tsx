import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';
import type { MailboxForm } from './mailbox-form-state.ts';
import { LOGIN_WORDS, type LoginKind, loginsOf, type SignInFields, signInProblem } from './sign-in-fields.ts';
import { SignInPanel } from './sign-in-panel.tsx';
import type { useSignIn } from './use-sign-in.ts';

/** How the new mailbox logs in: the choice where there is one, then the password or the sign-in. */
export function LoginFields(props: {
  readonly form: MailboxForm;
  readonly problem: string | undefined;
  readonly hasPassword: boolean;
  readonly isNew: boolean;
  readonly signIn: ReturnType<typeof useSignIn>;
  readonly onBegin: () => void;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, onChange } = props;
  const choices = loginsOf(form.provider);
  return (
    <>
      {props.isNew && (choices.length > 1 || choices[0] !== 'password') ? (
        <FormRow label="Log in with">
          {({ id, describedBy }) => (
            <NativeSelect
              id={id}
              aria-describedby={describedBy}
              value={form.login}
              data={choices.map((value) => ({ value, label: LOGIN_WORDS[value] }))}
              onChange={(event) => {
                const login = choices.find((choice) => choice === event.currentTarget.value);
                onChange({ ...form, login: login ?? form.login, signIn: null });
              }}
            />
          )}
        </FormRow>
      ) : null}
      {form.login === 'password' ? (
        <PasswordField {...props} />
      ) : (
        <>
          <ServiceFields
            login={form.login}
            fields={form.signInFields}
            onChange={(signInFields) => onChange({ ...form, signInFields, signIn: null })}
          />
          <FormRow label="Sign-in" error={props.problem}>
            {() => (
              <SignInPanel
                state={props.signIn.state}
                action="Connect…"
                disabled={signInProblem(form.login, form.signInFields) !== null}
                onBegin={props.onBegin}
                onCancel={props.signIn.cancel}
              />
            )}
          </FormRow>
        </>
      )}
    </>
  );
}

function PasswordField(props: {
  readonly form: MailboxForm;
  readonly problem: string | undefined;
  readonly hasPassword: boolean;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, problem, hasPassword } = props;
  return (
    <FormRow
      label="Password"
      error={problem}
      hint={hasPassword ? 'Empty: the password stays as it is.' : undefined}
    >
      {({ id, describedBy }) => (
        <PasswordInput
          id={id}
          aria-describedby={describedBy}
          error={problem !== undefined}
          aria-invalid={problem !== undefined}
          autoComplete="off"
          placeholder={hasPassword ? 'unchanged' : undefined}
          value={form.password}
          onChange={(event) => props.onChange({ ...form, password: event.currentTarget.value })}
        />
      )}
    </FormRow>
  );
}

interface TextPart {
  readonly name: keyof SignInFields;
  readonly label: string;
  readonly hint: string;
  readonly secret?: boolean;
}

const PARTS: Readonly<Record<Exclude<LoginKind, 'password'>, readonly TextPart[]>> = {
  google: [
    { name: 'clientId', label: 'Client id', hint: 'Of your own OAuth client of the kind “Desktop app”.' },
    {
      name: 'clientSecret',
      label: 'Client secret',
      hint: 'Google gives desktop apps one, too.',
      secret: true,
    },
  ],
  microsoft: [
    { name: 'clientId', label: 'Application id', hint: 'Of your own app registration at Microsoft Entra.' },
    {
      name: 'tenant',
      label: 'Tenant',
      hint: '“common”, “organizations”, or the id or domain of the company.',
    },
  ],
  own: [
    { name: 'issuer', label: 'Sign-in service', hint: 'Its issuer address, with https://.' },
    { name: 'clientId', label: 'Client id', hint: 'As your administrator registered it for Duebook.' },
    { name: 'scopes', label: 'Scopes', hint: 'Separated by blanks.' },
  ],
};

function ServiceFields(props: {
  readonly login: Exclude<LoginKind, 'password'>;
  readonly fields: SignInFields;
  readonly onChange: (fields: SignInFields) => void;
}) {
  return PARTS[props.login].map(({ name, label, hint, secret }) => (
    <FormRow key={name} label={label} hint={hint}>
      {({ id, describedBy }) => {
        const Field = secret === true ? PasswordInput : TextInput;
        return (
          <Field
            id={id}
            aria-describedby={describedBy}
            autoComplete="off"
            spellCheck={false}
            value={props.fields[name]}
            onChange={(event) => props.onChange({ ...props.fields, [name]: event.currentTarget.value })}
          />
        );
      }}
    </FormRow>
  ));
}
