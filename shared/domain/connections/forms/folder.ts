import type { ConnectionForm } from '../connection-form.ts';

export const folder = {
  kind: 'folder',
  system: 'Folder with exports',
  everyMinutes: 15,
  fields: [
    {
      name: 'path',
      label: 'Folder',
      help: 'Where the exports of the accounting system are put, on this computer or on a drive of the network.',
      secret: false,
      folder: true,
    },
    {
      name: 'complete',
      label: 'Each file lists',
      help: 'When a file lists everything that is open, you are asked about what it no longer holds.',
      secret: false,
      optional: true,
      choices: [
        { value: 'no', label: 'Only some open items' },
        { value: 'yes', label: 'Everything that is open' },
      ],
    },
    {
      name: 'asOf',
      label: 'Day of the figures',
      help: 'An older file never overwrites the figures of a later day.',
      secret: false,
      optional: true,
      choices: [
        { value: 'auto', label: 'In the file, else in its name, else when it was saved' },
        { value: 'file', label: 'In the file' },
        { value: 'name', label: 'In the name of the file' },
        { value: 'modified', label: 'When the file was saved' },
      ],
    },
  ],
} as const satisfies ConnectionForm;
