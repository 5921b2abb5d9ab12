import type { ConnectionForm } from '../connection-form.ts';

export const odoo = {
  kind: 'odoo',
  system: 'Odoo',
  everyMinutes: 30,
  fields: [
    {
      name: 'address',
      label: 'Address',
      help: 'The web address that you open Odoo with, without /web, such as https://northwind.odoo.com.',
      secret: false,
    },
    {
      name: 'database',
      label: 'Database',
      help: 'Its name; at odoo.com the first part of the address.',
      secret: false,
    },
    {
      name: 'user',
      label: 'User',
      help: 'The name that the user of the key signs in with, usually an e-mail address.',
      secret: false,
    },
    {
      name: 'apiKey',
      label: 'API key',
      help: 'From Preferences › Account Security of that user. Odoo shows it once.',
      secret: true,
    },
  ],
} as const satisfies ConnectionForm;
