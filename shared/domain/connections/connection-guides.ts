import type { OfferedKind } from './connection-fields.ts';

/** How to give Duebook the least that it needs, in the order in which it is done. */
export interface ConnectionGuide {
  /** What is read, and that nothing is written. */
  readonly reads: string;
  readonly steps: readonly string[];
  /** Addresses that have to be entered there, letter by letter. */
  readonly addresses?: readonly string[];
  /** How to take it back. */
  readonly revoke: string;
}

/** Where the browser comes back to this computer after a sign-in: the first of these that is free. */
const REDIRECT_ADDRESSES = [8888, 8889, 8890, 8891].map((port) => `http://localhost:${port}/callback`);

const GUIDES: Readonly<Record<OfferedKind, ConnectionGuide>> = {
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
  folder: {
    reads:
      'Open items and payments from CSV and XLSX files that are put into one folder. No file is ever changed, moved or deleted.',
    steps: [
      'Have the accounting system, or a colleague, save its exports into a folder of their own on a shared drive. A right to read is enough.',
      'Import one of these files by hand first. What you choose then is kept for all files with the same columns.',
      'Say whether each file lists everything that is open, and where the day of its figures stands.',
      'A file is taken in once nobody writes to it any more. One with other columns waits for you, and so does one that leaves a question open.',
    ],
    revoke:
      'To take it back, remove the connection here, or take away the right to read the folder: what was imported stays.',
  },
  quickbooks: {
    reads:
      'Customers, invoices, credit memos, payments, refund receipts and journal entries on receivables of one company. Nothing is written: only reading requests are sent. Intuit has no right for reading alone, so the sign-in itself would allow more.',
    steps: [
      'In QuickBooks, add a user of its own under Settings › Manage users, as company admin: Intuit lets only admins and accountants connect an app. Its name in the audit log then tells what was done with this sign-in.',
      'At developer.intuit.com make an app for QuickBooks Online Accounting with the scope com.intuit.quickbooks.accounting.',
      'Answer Intuit’s questionnaire for production keys as for an internal tool: no data leaves your computers. For sandbox companies the development keys are enough.',
      'Under Keys & credentials register the redirect address. In production it is an https address of your company, such as https://www.example.com/duebook; nothing has to answer there. For development keys, the four addresses below.',
      'Enter client id, client secret and redirect address here, and save.',
      'Sign in as that user and choose the company. With an https address the browser ends on a page of your company: copy its whole address and paste it here, within a few minutes.',
    ],
    addresses: REDIRECT_ADDRESSES,
    revoke:
      'To take it back, disconnect the app in QuickBooks under Apps › My apps: from then on the figures stay as they were read last.',
  },
  xero: {
    reads:
      'Contacts, invoices, credit notes, payments, overpayments and prepayments of one organisation. Nothing is written.',
    steps: [
      'In Xero, invite a user of its own under Settings › Users, with the role Standard and without the right to manage users: Xero does not let a Read only user connect an app.',
      'At developer.xero.com choose New app and the type Mobile or desktop app. Such an app has no secret.',
      'Register the four redirect addresses below, each on a line of its own. The first port that is free is used.',
      'Copy the client id, enter it here and save.',
      'Sign in as that user. Xero lists the rights, all of them for reading, and asks for the organisation. More than these rights the sign-in never has, whatever the user may do.',
    ],
    addresses: REDIRECT_ADDRESSES,
    revoke:
      'To take it back, disconnect the app in Xero under Settings › Connected apps: from then on the figures stay as they were read last.',
  },
  stripe: {
    reads:
      'Customers, invoices, credit notes and invoice payments of one Stripe account. Nothing is written.',
    steps: [
      'In Stripe, open Developers › API keys and choose Create restricted key. Do not use the secret key (sk_…): it can do everything.',
      'Give Read for Customers, Invoices, Credit notes, Events and the basic details of the account. Leave all others at None.',
      'Copy the key (rk_live_…) and enter it here.',
      'Test the connection. The test names a right that is missing, and tries a change of nothing, which Stripe has to refuse.',
    ],
    revoke:
      'To take it back, choose Expire key at Stripe, under Developers › API keys: from then on the figures stay as they were read last.',
  },
  netsuite: {
    reads:
      'Customers, contacts, invoices, credit memos, payments, deposits, refunds and journal lines on receivables, by SuiteQL, which cannot change anything.',
    steps: [
      'In NetSuite, open Setup › Company › Enable Features. On SuiteCloud tick REST Web Services and OAuth 2.0, on Analytics SuiteAnalytics Workbook.',
      'Under Setup › Users/Roles › Manage Roles make a role such as "Duebook (reading)". Tick Web Services Only Role and choose the subsidiaries whose receivables are worked on.',
      'Permissions on Setup: REST Web Services, Log in using OAuth 2.0 Access Tokens, Deleted Records. On Reports: SuiteAnalytics Workbook.',
      'Permissions on Transactions, all View: Find Transaction, Invoice, Credit Memo, Customer Payment, Customer Deposit, Deposit Application, Customer Refund, Make Journal Entry.',
      'Permissions on Lists, all View: Customers, Contacts, Currency, Accounting Lists, Accounts, Subsidiaries. Give nothing else.',
      'Under Lists › Employees add a user of its own with this role and no other.',
      'To sign in in the browser, make an integration record under Setup › Integration › Manage Integrations with Authorization Code Grant, Public Client, the scope REST Web Services and the redirect address below. Copy the client id, enter it with the account id, save and sign in as that user. That lasts as long as the books are read every three hours. For the certificate, which lasts by itself, go on here.',
      'Make a key pair on this computer: openssl req -new -x509 -newkey rsa:4096 -nodes -keyout duebook-key.pem -out duebook-certificate.pem -days 730 -subj /CN=Duebook',
      'Under Setup › Integration › Manage Integrations make a record with Client Credentials (Machine to Machine) Grant and the scope REST Web Services. Copy the client id.',
      'Under Setup › Integration › OAuth 2.0 Client Credentials (M2M) Setup choose user, role and integration and upload duebook-certificate.pem. The list shows the certificate id.',
      'Enter the ids here, and the contents of duebook-key.pem followed by those of duebook-certificate.pem. Test the connection, then delete both files.',
    ],
    addresses: ['duebook://sign-in/netsuite'],
    revoke:
      'To take it back, choose Revoke in the row of the certificate in NetSuite, or of the application under Manage OAuth 2.0 Authorized Applications: reading ends within the hour, and the figures stay as they were read last.',
  },
  odoo: {
    reads:
      'Customers with their contacts, customer invoices, credit notes and payments of one company, in Odoo 16 or newer. Nothing is written.',
    steps: [
      'In Odoo, open Settings › Users & Companies › Users and add an internal user of its own. Odoo may charge for it. On Odoo Online the plan has to be Custom.',
      'Under Allowed Companies choose only the company whose books are read. Leave everything under Access Rights empty.',
      'Switch the developer mode on. Under Settings › Users & Companies › Groups add the user to "Show Full Accounting Features - Readonly", and to no other accounting group.',
      'Sign in as that user and choose Preferences › Account Security › New API Key. Odoo shows it once and ends it after three months at most.',
      'Enter address, database, user and key here and test the connection. The test says on which day the key ends; Duebook warns before.',
    ],
    revoke:
      'To take it back, delete the key under Account Security of the user, or archive the user: from then on the figures stay as they were read last.',
  },
  erpnext: {
    reads:
      'Customers, contacts, sales invoices, credit notes and payments of one company, in ERPNext 14 or newer. Nothing is written.',
    steps: [
      'In ERPNext, make a role such as "Duebook (reading)", with Desk Access off.',
      'In the Role Permissions Manager give this role only Read, at level 0, for: Company, Currency, Customer, Contact, Sales Invoice, Payment Entry and Payment Ledger Entry; for Deleted Document, too, if deletions shall show at once.',
      'For Sales Invoice tick Print, too, if invoices are to be fetched as PDF.',
      'Add a user of its own with this role and no other. With several companies, give it a User Permission for the one that is read, or enter its name here.',
      'On the user, open Settings › API Access › Generate Keys. Copy the secret, which is shown once, and the key.',
      'Enter them here and test the connection. The test says which right is missing, and which one is too many.',
    ],
    revoke:
      'To take it back, switch the user off in ERPNext or generate its keys anew: from then on the figures stay as they were read last.',
  },
};

/** The guide of a system that can be connected. */
export function connectionGuide(kind: OfferedKind): ConnectionGuide {
  return GUIDES[kind];
}
