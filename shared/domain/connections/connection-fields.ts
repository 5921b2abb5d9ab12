import type { ConnectorKind } from './connector-kinds.ts';

/** A field of choices in which this value stands. */
export interface ChosenValue {
  readonly field: string;
  readonly value: string;
}

/** One thing that has to be known to reach an accounting system. */
export interface ConnectionField {
  readonly name: string;
  readonly label: string;
  /** What it is and where to find it. */
  readonly help: string;
  /** Kept in the key store and never shown again. */
  readonly secret: boolean;
  /** May stay empty. */
  readonly optional?: true;
  /** A text of several lines, such as a key file. */
  readonly multiline?: true;
  /** The values that it can have, the one that counts when nothing is chosen first. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** A folder of this computer: picked in a dialog or named on the command line, never typed into the window. */
  readonly folder?: true;
  /** Which books it is: the sign-in in the browser tells, nobody enters it. */
  readonly fromSignIn?: true;
  /** It is asked for only while this was chosen. */
  readonly onlyWith?: ChosenValue;
}

export interface ConnectionForm {
  readonly kind: ConnectorKind;
  /** The system's name as people know it. */
  readonly system: string;
  readonly fields: readonly ConnectionField[];
  /** How often it is read unless a person says otherwise, in minutes. */
  readonly everyMinutes: number;
  /** A person signs in to it in the browser, once it is set up: always, or when this was chosen. */
  readonly browserSignIn?: true | ChosenValue;
}

const FORMS = [
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
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
] as const satisfies readonly ConnectionForm[];

/** The systems that can be connected in this version: each has a form, a guide and a connector. */
export type OfferedKind = (typeof FORMS)[number]['kind'];

/** Those that a person signs in to in the browser. */
export type SignInKind = Extract<
  (typeof FORMS)[number],
  { readonly browserSignIn: true | ChosenValue }
>['kind'];

/** What these systems ask for, in the order in which they are offered. */
export const CONNECTION_FORMS: readonly (ConnectionForm & { readonly kind: OfferedKind })[] = FORMS;

/** The form of a system; undefined for one that cannot be connected in this version. */
export function connectionForm(kind: string): (typeof CONNECTION_FORMS)[number] | undefined {
  return CONNECTION_FORMS.find((form) => form.kind === kind);
}

/** A choice as it stands in a form: the first one counts until another is chosen. */
export interface ChoiceField {
  readonly name: string;
  readonly choices?: readonly { readonly value: string }[] | undefined;
}

/** Whether this was chosen among the values of a form; the first choice counts where none was made. */
export function isChosen(
  fields: readonly ChoiceField[],
  { field, value }: ChosenValue,
  values: Readonly<Record<string, string>>,
): boolean {
  const first = fields.find(({ name }) => name === field)?.choices?.[0]?.value ?? '';
  return (values[field] || first) === value;
}

/** Whether a person signs in in the browser to a system with these settings. */
export function signsInByBrowser(kind: string, settings: Readonly<Record<string, string>>): boolean {
  const form = connectionForm(kind);
  const { browserSignIn } = (form ?? {}) as Partial<ConnectionForm>;
  if (form === undefined || browserSignIn === undefined) return false;
  return browserSignIn === true || isChosen(form.fields, browserSignIn, settings);
}

/** The field that says whose books they are, of a system that a person can sign in to in the browser; null for others. */
export function booksField(kind: string): string | null {
  return connectionForm(kind)?.fields.find(({ fromSignIn }) => fromSignIn)?.name ?? null;
}
