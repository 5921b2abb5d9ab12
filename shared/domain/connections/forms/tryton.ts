import type { ConnectionForm } from '../connection-form.ts';

export const tryton = {
  kind: 'tryton',
  system: 'Tryton',
  everyMinutes: 30,
  fields: [
    {
      name: 'url',
      label: 'Address',
      help: 'The web address of the server, such as https://erp.example.com.',
      secret: false,
    },
    {
      name: 'database',
      label: 'Database',
      help: 'Its name, as it stands in the sign-in window of Tryton.',
      secret: false,
    },
    {
      name: 'user',
      label: 'User',
      help: 'A user of its own for Duebook, who may only read.',
      secret: false,
    },
    { name: 'password', label: 'Password', help: 'Goes into the key store.', secret: true },
  ],
} as const satisfies ConnectionForm;
