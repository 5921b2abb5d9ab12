import type { ConnectionForm } from '../connection-form.ts';

export const xero = {
  kind: 'xero',
  system: 'Xero',
  everyMinutes: 30,
  browserSignIn: true,
  fields: [
    {
      name: 'clientId',
      label: 'Client id',
      help: 'Of your company’s own app at developer.xero.com, of the type Mobile or desktop app.',
      secret: false,
    },
    {
      name: 'tenantId',
      label: 'Organisation id',
      help: 'Comes with the sign-in.',
      secret: false,
      optional: true,
      fromSignIn: true,
    },
  ],
} as const satisfies ConnectionForm;
