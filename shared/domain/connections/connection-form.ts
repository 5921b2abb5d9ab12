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
