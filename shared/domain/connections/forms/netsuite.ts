import type { ConnectionForm } from '../connection-form.ts';

export const netsuite = {
  kind: 'netsuite',
  system: 'NetSuite',
  everyMinutes: 60,
  browserSignIn: { field: 'signIn', value: 'browser' },
  fields: [
    {
      name: 'accountId',
      label: 'Account id',
      help: 'From the address after signing in: 1234567.app.netsuite.com. A sandbox has 1234567-sb1.',
      secret: false,
    },
    {
      name: 'signIn',
      label: 'Sign-in',
      help: 'A certificate works by itself for up to two years. In the browser it ends when nothing was read for three hours.',
      secret: false,
      optional: true,
      choices: [
        { value: 'certificate', label: 'With a certificate' },
        { value: 'browser', label: 'In the browser' },
      ],
    },
    {
      name: 'clientId',
      label: 'Client id',
      help: 'Of the integration record. NetSuite shows it once, when the record is made.',
      secret: false,
    },
    {
      name: 'certificateId',
      label: 'Certificate id',
      help: 'From the list under OAuth 2.0 Client Credentials (M2M) Setup.',
      secret: false,
      onlyWith: { field: 'signIn', value: 'certificate' },
    },
    {
      name: 'key',
      label: 'Private key and certificate',
      help: 'The contents of both PEM files, the key first. With the certificate Duebook knows when it expires.',
      secret: true,
      multiline: true,
      onlyWith: { field: 'signIn', value: 'certificate' },
    },
    {
      name: 'redirect',
      label: 'Redirect address',
      help: 'Empty: duebook://sign-in/netsuite opens Duebook. Else an https address of your company, as registered there.',
      secret: false,
      optional: true,
      onlyWith: { field: 'signIn', value: 'browser' },
    },
    {
      name: 'company',
      label: 'Account',
      help: 'Comes with the sign-in.',
      secret: false,
      optional: true,
      fromSignIn: true,
    },
  ],
} as const satisfies ConnectionForm;
