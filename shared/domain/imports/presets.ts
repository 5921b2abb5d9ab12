import type { CustomerLayout, FieldName, ImportKind } from './mapping.ts';

/** What is known of one export of one accounting system: data, so that a new one needs no code. */
export interface ImportPresetLayout {
  readonly id: string;
  readonly name: string;
  /** On what the knowledge of this layout rests. */
  readonly evidence: string;
  readonly kind: ImportKind;
  readonly layout: CustomerLayout;
  /** `auto` where the export follows the locale of the user. */
  readonly dateFormat: string;
  /** Headers (as `normalizeHeader` leaves them) that the export has; alternatives are separated by `|`. */
  readonly signature: readonly string[];
  /** What a title row says; null when the export has none. */
  readonly title: RegExp | null;
  /** For each field the headers to take it from, best first, separated by spaces. */
  readonly columns: Readonly<Partial<Record<FieldName, string>>>;
}

export const GENERIC_PRESET_ID = 'generic';

/** All presets, in the order of the picker; the generic one is last and stands for recognition by header names. */
export const IMPORT_PRESETS: readonly ImportPresetLayout[] = [
  {
    id: 'qbo-ar-aging-detail',
    name: 'QuickBooks Online: A/R Aging Detail',
    evidence:
      'Column keys and headers as parsers of this report by others read them; title, group and footer rows as in a ' +
      'real export of another report of the same report engine. No real export of this report was at hand.',
    kind: 'invoices',
    layout: 'column',
    dateFormat: 'auto',
    signature: ['date', 'transactiontype', 'num', 'customer|name|customerfullname', 'duedate', 'openbalance'],
    title: /a\/r aging detail|accounts receivable aging detail/i,
    columns: {
      customerName: 'customerfullname customer name',
      invoiceNumber: 'num',
      invoiceDate: 'date',
      dueDate: 'duedate',
      amount: 'foreignamount amount',
      openAmount: 'foreignopenbalance openbalance',
      currency: 'currency',
      transactionType: 'transactiontype',
      terms: 'terms',
      poNumber: 'ponumber',
      email: 'email',
      phone: 'phone',
    },
  },
  {
    id: 'qbo-open-invoices',
    name: 'QuickBooks Online: Open Invoices',
    evidence:
      'Report engine (first header cell empty, customer as group row, "Total for …", footer) as in a real export of ' +
      'another report; the columns are the default ones that descriptions of the report name.',
    kind: 'invoices',
    layout: 'group',
    dateFormat: 'auto',
    signature: ['date', 'transactiontype', 'num', 'duedate', 'openbalance'],
    title: /open invoices/i,
    columns: {
      customerName: 'customerfullname customer',
      invoiceNumber: 'num',
      invoiceDate: 'date',
      dueDate: 'duedate',
      amount: 'foreignamount amount',
      openAmount: 'foreignopenbalance openbalance',
      currency: 'currency',
      transactionType: 'transactiontype',
      terms: 'terms',
    },
  },
  {
    id: 'xero-aged-receivables-detail',
    name: 'Xero: Aged Receivables Detail',
    evidence:
      'Row order, the 23 columns and both date forms as a parser by others reads them from real exports. The set of ' +
      'columns is chosen by the user, so only the core ones are expected.',
    kind: 'invoices',
    layout: 'group',
    dateFormat: 'auto',
    signature: ['invoicedate', 'duedate', 'invoicenumber', 'invoicereference|reference', 'older', 'total'],
    title: /aged receivables? detail/i,
    columns: {
      customerNumber: 'contactaccountnumber',
      contactName: 'primaryperson',
      phone: 'phone',
      email: 'email',
      invoiceDate: 'invoicedate',
      dueDate: 'duedate',
      invoiceNumber: 'invoicenumber',
      reference: 'invoicereference reference',
      openAmount: 'total',
      currency: 'currency',
    },
  },
  {
    id: 'xero-invoices',
    name: 'Xero: invoice list',
    evidence:
      'A hand-written fixture of a public project that reads this list; not seen from a real organisation.',
    kind: 'invoices',
    layout: 'column',
    dateFormat: 'auto',
    signature: ['contactname', 'invoicenumber', 'invoicedate', 'duedate', 'total', 'invoiceamountdue'],
    title: null,
    columns: {
      customerNumber: 'accountnumber',
      customerName: 'contactname',
      email: 'emailaddress',
      invoiceNumber: 'invoicenumber',
      reference: 'reference',
      invoiceDate: 'invoicedate',
      dueDate: 'duedate',
      amount: 'total',
      openAmount: 'invoiceamountdue',
      currency: 'currency',
      transactionType: 'type',
    },
  },
  {
    id: 'netsuite-ar-aging-detail',
    name: 'NetSuite: A/R Aging Detail',
    evidence:
      'The columns that third-party descriptions and a published query of this report name. The report leaves out ' +
      'customer deposits. No real export was at hand.',
    kind: 'invoices',
    layout: 'group',
    dateFormat: 'auto',
    signature: ['customer', 'transactiontype', 'date', 'documentnumber', 'duedate', 'age', 'openbalance'],
    title: /a\/r aging detail/i,
    columns: {
      customerName: 'customer',
      invoiceNumber: 'documentnumber',
      invoiceDate: 'date',
      dueDate: 'duedate',
      openAmount: 'openbalanceforeigncurrency openbalance',
      currency: 'currency',
      transactionType: 'transactiontype',
      poNumber: 'pono ponumber',
    },
  },
  {
    id: 'netsuite-open-invoices',
    name: 'NetSuite: open invoices (saved search)',
    evidence:
      'Names of the standard search columns; a saved search has the columns its owner chose. Hand-made sample only.',
    kind: 'invoices',
    layout: 'column',
    dateFormat: 'auto',
    signature: ['documentnumber', 'name', 'date', 'duedate|duedatereceiveby', 'amountremaining'],
    title: null,
    columns: {
      customerName: 'name',
      invoiceNumber: 'documentnumber',
      invoiceDate: 'date',
      dueDate: 'duedatereceiveby duedate',
      amount: 'amountforeigncurrency amount',
      openAmount: 'amountremainingforeigncurrency amountremaining',
      currency: 'currency',
      transactionType: 'type',
      terms: 'terms',
      poNumber: 'pochecknumber ponumber',
      email: 'email',
    },
  },
  {
    id: 'sage50-aged-debtors-detailed',
    name: 'Sage 50 (UK): Aged Debtors Analysis (Detailed)',
    evidence:
      'Columns, customer headings and transaction codes as a parser by others reads them from the report. The date ' +
      'order is that of UK books.',
    kind: 'invoices',
    layout: 'group',
    dateFormat: 'dd/MM/yyyy',
    signature: ['no', 'type', 'date', 'ref', 'details', 'balance', 'current', 'older'],
    title: /aged debtors/i,
    columns: {
      transactionNumber: 'no',
      transactionType: 'type',
      invoiceDate: 'date',
      dueDate: 'duedate due',
      invoiceNumber: 'ref',
      openAmount: 'balance',
      customerNumber: 'ac',
    },
  },
  {
    id: 'sage50-open-invoices',
    name: 'Sage 50 (UK): outstanding transactions',
    evidence: 'Column names of the customer activity list as manuals print them; hand-made sample only.',
    kind: 'invoices',
    layout: 'column',
    dateFormat: 'dd/MM/yyyy',
    signature: ['type', 'ac|accountref|account', 'date', 'ref', 'amount|gross', 'os|outstanding'],
    title: null,
    columns: {
      transactionNumber: 'no tranno',
      transactionType: 'type',
      customerNumber: 'ac accountref account',
      customerName: 'name accountname',
      invoiceDate: 'date',
      dueDate: 'duedate dueon due',
      invoiceNumber: 'ref',
      amount: 'gross amount',
      openAmount: 'os outstanding',
    },
  },
  {
    id: GENERIC_PRESET_ID,
    name: 'Any list of open items',
    evidence:
      'Common header names in English, German, French and Spanish, as public ledgers and data sets write them. ' +
      'Look at each column before importing.',
    kind: 'invoices',
    layout: 'column',
    dateFormat: 'auto',
    signature: [],
    title: null,
    columns: {},
  },
];

/** The preset of that id; undefined when there is none. */
export function presetById(id: string): ImportPresetLayout | undefined {
  return IMPORT_PRESETS.find((preset) => preset.id === id);
}
