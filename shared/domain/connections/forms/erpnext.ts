import type { ConnectionForm } from '../connection-form.ts';

export const erpnext = {
  kind: 'erpnext',
  system: 'ERPNext',
  everyMinutes: 30,
  fields: [
    {
      name: 'address',
      label: 'Address',
      help: 'The web address of the site, such as https://erp.example.com.',
      secret: false,
    },
    {
      name: 'apiKey',
      label: 'API key',
      help: 'From the page of the user, under Settings › API Access.',
      secret: false,
    },
    {
      name: 'apiSecret',
      label: 'API secret',
      help: 'ERPNext shows it once, when the keys are generated.',
      secret: true,
    },
    {
      name: 'company',
      label: 'Company',
      help: 'Only where the user may see several: the name of the one that is read.',
      secret: false,
      optional: true,
    },
  ],
} as const satisfies ConnectionForm;
