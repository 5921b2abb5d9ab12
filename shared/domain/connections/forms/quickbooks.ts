import type { ConnectionForm } from '../connection-form.ts';

export const quickbooks = {
  kind: 'quickbooks',
  system: 'QuickBooks Online',
  everyMinutes: 30,
  browserSignIn: true,
  fields: [
    {
      name: 'environment',
      label: 'Companies',
      help: 'Which of the two pairs of keys at Intuit these are.',
      secret: false,
      optional: true,
      choices: [
        { value: 'production', label: 'Live (production keys)' },
        { value: 'sandbox', label: 'Sandbox (development keys)' },
      ],
    },
    {
      name: 'clientId',
      label: 'Client id',
      help: 'Of your company’s own app at developer.intuit.com, under Keys & credentials.',
      secret: false,
    },
    {
      name: 'clientSecret',
      label: 'Client secret',
      help: 'Stands beside the client id. Goes into the key store.',
      secret: true,
    },
    {
      name: 'redirect',
      label: 'Redirect address',
      help: 'An https address of your company, exactly as registered at Intuit. A sandbox does without.',
      secret: false,
      optional: true,
    },
    {
      name: 'realmId',
      label: 'Company id',
      help: 'Comes with the sign-in.',
      secret: false,
      optional: true,
      fromSignIn: true,
    },
  ],
} as const satisfies ConnectionForm;
