/** What must never lie readable on the disk, as the forms in which it could be written down. */
export const PLANTED = {
  customer: 'Zephyrine Quellwasser GmbH',
  email: 'kreditoren@quellwasser.example',
  note: 'Promised the rest by Friday, after the hearing in Mühlgasse',
  password: 'Tannenzapfen-Uhrwerk-31',
  passphrase: 'Zugvogel im Herbst 1987',
  /** Minor units of the planted customer's invoice. */
  amountMinor: 487_132_917,
} as const;

/** The forms of the planted amount: of files, of people here and there, and of the database. */
export const PLANTED_AMOUNTS = ['4871329.17', '4,871,329.17', '4.871.329,17', '4871329,17', '487132917'];

export const PLANTED_TEXTS: readonly string[] = [
  PLANTED.customer,
  PLANTED.email,
  PLANTED.note,
  PLANTED.password,
  PLANTED.passphrase,
  ...PLANTED_AMOUNTS,
];

const HEADER = ['Number', 'Customer', 'Invoice', 'Date', 'Due', 'Amount', 'Open', 'Currency', 'E-mail'];
const EVERY = 40;

/** Open invoices of many customers, every fortieth of the planted one; the last row is one that is rejected. */
export function plantedLedger(rows: number): Buffer {
  const lines = [HEADER.join(',')];
  for (let row = 0; row < rows; row++) {
    const planted = row % EVERY === 0;
    const [number, name, email] = planted
      ? ['PLANTED', PLANTED.customer, PLANTED.email]
      : [`C${row % 900}`, `Customer ${row % 900}`, `ap@c${row % 900}.example`];
    const amount = planted ? PLANTED_AMOUNTS[0] : `${100 + (row % 800)}.50`;
    lines.push(`${number},${name},R${row},2026-01-05,2026-02-04,${amount},${amount},EUR,${email}`);
  }
  lines.push(`PLANTED,${PLANTED.customer},BAD,2026-02-31,,${PLANTED_AMOUNTS[0]},,EUR,${PLANTED.email}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

export const PLANTED_COLUMNS = {
  customerNumber: 'Number',
  customerName: 'Customer',
  invoiceNumber: 'Invoice',
  invoiceDate: 'Date',
  dueDate: 'Due',
  amount: 'Amount',
  openAmount: 'Open',
  currency: 'Currency',
  email: 'E-mail',
};
