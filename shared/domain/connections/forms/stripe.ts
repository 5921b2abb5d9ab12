import type { ConnectionForm } from '../connection-form.ts';

export const stripe = {
  kind: 'stripe',
  system: 'Stripe',
  everyMinutes: 30,
  fields: [
    {
      name: 'key',
      label: 'Restricted key',
      help: 'Begins with rk_live_. Not the secret key (sk_…), which can do everything.',
      secret: true,
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'Only where the key may not read the account, such as Europe/Berlin: days of invoices begin by it.',
      secret: false,
      optional: true,
    },
  ],
} as const satisfies ConnectionForm;
