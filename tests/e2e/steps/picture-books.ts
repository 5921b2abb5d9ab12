import type { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import type { LedgerDocument, LedgerId } from '../../support/ledger/ledger-model.ts';
import { day, type LedgerServer } from './ledger-server.ts';

/** Invented customers of the company in the pictures. */
const NAMES = [
  'Aldersen Marine',
  'Brightwater Foods',
  'Calder & Finch',
  'Dornbach Optik',
  'Eastgate Clinics',
  'Fjordlys Energi',
  'Garrick Print Works',
  'Hollander Textiel',
  'Ibarra Conservas',
  'Juniper Lane Hotels',
  'Kestrel Robotics',
  'Lindqvist Papper',
  'Marlowe Interiors',
  'Norrland Skog',
  'Oakhurst Schools',
  'Pellegrini Motori',
  'Quarry Hill Stone',
  'Rosenau Brauerei',
  'Saltmarsh Organics',
  'Tamarind Logistics',
] as const;

const INVOICES = 1_240;
/** Of the older invoices one in so many is still open. */
const OPEN_OF = 12;

/** A year and a half of invoices, most of them paid. The same in each run, counted from today. */
export function keepPictureBooks(ledger: FakeLedger): void {
  const customers = NAMES.map((name, index) => {
    const [first = ''] = name.split(' ');
    const id = ledger.customer({ name, number: `${10_010 + index * 7}`, termsDays: 30 });
    ledger.contact(id, { first: 'Accounts', last: 'Payable', email: `ap@${first.toLowerCase()}.example` });
    return id;
  });
  const next = numbers(20_261_122);
  for (let index = 0; index < INVOICES; index += 1) {
    const customerId = customers[next(customers.length)] as LedgerId;
    const issued = -540 + Math.floor((index * 538) / INVOICES);
    const total = 12_000 + next(640_000);
    const id = ledger.invoice({ customerId, total, issueDate: day(issued), dueDate: day(issued + 30) });
    if (issued < -95 || (issued < -25 && index % OPEN_OF !== 0)) {
      ledger.pay([[id, total]], {
        date: day(issued + 28 + next(20)),
        reference: `Transfer ${4_000 + index}`,
      });
    }
  }
}

/** What a morning brings: payments, new invoices, a void, another due date, a new contact. */
export function workOnPictureBooks({ ledger }: LedgerServer): void {
  ledger.tick(3_600_000);
  const open = openInvoices(ledger);
  const [first, second, third, fourth, fifth, sixth] = spread(open, 6) as LedgerDocument[] as [
    LedgerDocument,
    LedgerDocument,
    LedgerDocument,
    LedgerDocument,
    LedgerDocument,
    LedgerDocument,
  ];
  for (const [index, one] of [first, second, third].entries()) {
    ledger.pay([[one.id, ledger.openOf(one)]], { reference: `Transfer ${6_101 + index}` });
  }
  ledger.pay([[fourth.id, Math.floor(ledger.openOf(fourth) / 2)]], { reference: 'Transfer 6104' });
  ledger.setDueDate(fifth.id, day(30));
  ledger.void(sixth.id);
  for (const total of [184_900, 67_250]) {
    ledger.invoice({ customerId: first.customerId, total, issueDate: day(0), dueDate: day(30) });
  }
  ledger.contact(fourth.customerId, { first: 'Ines', last: 'Carvalho', email: 'ines.carvalho@example.com' });
}

/** A new invoice whose amount the system gives as a word: the account differs until it can be read. */
export function enterUnreadableInvoice({ ledger, fake }: LedgerServer): void {
  ledger.tick(3_600_000);
  const [first] = openInvoices(ledger) as [LedgerDocument];
  const total = 431_800;
  fake.disturbances.spoiled.add(
    ledger.invoice({ customerId: first.customerId, total, issueDate: day(0), dueDate: day(30) }),
  );
}

/** Lines of a bank: one names its invoice, one pays two, one is short by a fee, one only has a name. */
export function pictureStatement({ ledger }: LedgerServer): string {
  const groups = [...Map.groupBy(openInvoices(ledger), ({ customerId }) => customerId).values()];
  const [one, two, three, four] = groups.filter((group) => group.length > 2) as [
    LedgerDocument[],
    LedgerDocument[],
    LedgerDocument[],
    LedgerDocument[],
  ];
  const line = (days: number, group: readonly LedgerDocument[], less: number, text: string) => {
    const cents = group.reduce((sum, invoice) => sum + ledger.openOf(invoice), 0) - less;
    const name = ledger.customers.get(group[0]?.customerId ?? '')?.name ?? '';
    return `${day(days)},${(cents / 100).toFixed(2)},EUR,${name},,${text}`;
  };
  const numbersIn = (group: readonly LedgerDocument[]) => group.map(({ number }) => number).join(' ');
  const [pair, short] = [two.slice(0, 2), three.slice(0, 1)];
  return [
    'Date,Amount,Currency,Payer,IBAN,Details',
    line(-1, pair, 0, `Invoices ${numbersIn(pair)}`),
    line(-1, short, 1_500, `${numbersIn(short)} less charges`),
    line(-2, one.slice(0, 1), 0, `Payment ${numbersIn(one.slice(0, 1))}`),
    line(-3, four.slice(1, 3), 0, 'Payment on account'),
    '',
  ].join('\r\n');
}

function openInvoices(ledger: FakeLedger): readonly LedgerDocument[] {
  return [...ledger.documents.values()].filter(
    (one) => one.state === 'posted' && one.kind === 'invoice' && ledger.openOf(one) > 0,
  );
}

/** So many of a list, evenly taken out of all of it. */
function spread<T>(list: readonly T[], many: number): readonly T[] {
  return Array.from({ length: many }, (_, index) => list[Math.floor((index * list.length) / many)] as T);
}

/** Numbers below a limit that look as if by chance and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
