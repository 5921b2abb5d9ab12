import type { ConnectorKind } from './connector-kinds.ts';

/** One thing that has to be known to reach an accounting system. */
export interface ConnectionField {
  readonly name: string;
  readonly label: string;
  /** What it is and where to find it. */
  readonly help: string;
  /** Kept in the key store and never shown again. */
  readonly secret: boolean;
}

export interface ConnectionForm {
  readonly kind: ConnectorKind;
  /** The system's name as people know it. */
  readonly system: string;
  readonly fields: readonly ConnectionField[];
  /** How often it is read unless a person says otherwise, in minutes. */
  readonly everyMinutes: number;
}

/** The systems that can be connected in this version, in the order in which they are offered. */
export const CONNECTION_FORMS: readonly ConnectionForm[] = [
  {
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
  },
];

/** The form of a system; undefined for one that cannot be connected in this version. */
export function connectionForm(kind: string): ConnectionForm | undefined {
  return CONNECTION_FORMS.find((form) => form.kind === kind);
}
