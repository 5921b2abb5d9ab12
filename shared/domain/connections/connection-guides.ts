import type { ConnectorKind } from './connector-kinds.ts';

/** How to give Duebook the least that it needs, in the order in which it is done. */
export interface ConnectionGuide {
  /** What is read, and that nothing is written. */
  readonly reads: string;
  readonly steps: readonly string[];
  /** How to take it back. */
  readonly revoke: string;
}

const GUIDES: Readonly<Partial<Record<ConnectorKind, ConnectionGuide>>> = {
  tryton: {
    reads:
      'Customers with their contacts, posted customer invoices and credit notes, and the receivable lines that say what was paid. Nothing is written.',
    steps: [
      'In Tryton, open Administration › Users › Groups and add a group such as "Duebook read".',
      'Under Access Permissions of the group, tick only Read for: Party, Address, Contact Mechanism, Company, Currency, Account, Account Type, Journal, Move, Line, Reconciliation, Invoice, Payment Term and Invoice - Payment Line.',
      'Under Users, add a user such as "duebook" with a long password. Give it this group and the company whose books are to be read, and no other group.',
      'Under Actions › Wizards, give Pay Invoice, Credit, Cancel Moves, Reconcile Accounts, Create Move from Template and both wizards for the Chart of Accounts a group, such as Account: Tryton lets too many people start them otherwise.',
      'Enter this user here and test the connection. The test says which right is missing, and which one is too many.',
    ],
    revoke:
      'To take it back, deactivate the user in Tryton: from then on the figures stay as they were read last.',
  },
};

/** The guide of a system; null for one that has none yet. */
export function connectionGuide(kind: ConnectorKind): ConnectionGuide | null {
  return GUIDES[kind] ?? null;
}
