import {
  addDays,
  daysBetween,
  type Instant,
  instant,
  type PlainDate,
} from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { CanonicalInvoice } from '../../connectors/canonical.ts';
import type { ContextData } from '../../db/executor.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { DemoData } from './demo-data.ts';
import type { DemoEvent } from './demo-events.ts';

/** So late, in days, that the invoice was in the books before any of this was said. */
const LATE = 14;
/** The mail of the demo goes to the first customers with something open: these are left to it. */
const LEFT_TO_MAIL = 12;

/**
 * What customers said of late: a promise that is broken, one that is due today and one that is not, a dispute about a part
 * that got stuck, and an account on hold.
 */
export function holdFireEvents(
  workspace: OpenWorkspace,
  data: DemoData,
  accounts: ReadonlyMap<string, AccountId>,
): readonly DemoEvent[] {
  const today = workspace.today();
  const [broken, due, ahead, disputed, held] = lateInvoices(data, today);
  const event = (
    invoice: CanonicalInvoice | undefined,
    ago: number,
    run: (accountId: AccountId, invoice: CanonicalInvoice, context: ContextData) => Promise<unknown>,
  ): readonly DemoEvent[] => {
    if (invoice === undefined) return [];
    return [
      {
        at: morningOf(addDays(today, -ago)),
        actor: data.sender.name,
        run: async (context) => {
          const accountId = accounts.get(invoice.customerKey);
          if (accountId === undefined) throw new Error(`The demo has no customer ${invoice.customerKey}.`);
          await run(accountId, invoice, context);
        },
      },
    ];
  };
  const promised = (invoice: CanonicalInvoice | undefined, ago: number, date: PlainDate, note: string) =>
    event(invoice, ago, async (accountId, { number, currency, openMinor }, context) => {
      const { id } = await workspace.db.read('findInvoice', { accountId, key: number });
      const said = {
        date,
        graceDays: 1,
        documentIds: [id],
        promisedBy: null,
        channel: 'call',
        note,
      } as const;
      await workspace.db.write(
        'addPromise',
        { accountId, currency, amountMinor: openMinor, ...said },
        context,
      );
    });
  return [
    ...promised(broken, 9, addDays(today, -3), 'In the next payment run.'),
    ...promised(due, 5, today, 'Approved; it goes out with the run of this day.'),
    ...promised(ahead, 2, addDays(today, 5), 'As soon as their own customer has paid.'),
    ...event(disputed, 8, async (accountId, { number, openMinor }, context) => {
      const { id } = await workspace.db.read('findInvoice', { accountId, key: number });
      const details = {
        reason: 'short_shipment',
        amountMinor: minorUnits(Math.max(1, Math.floor(openMinor / 3))),
        text: 'One pallet of three did not arrive.',
        owner: 'Logistics',
        nextAction: 'Proof of delivery from the carrier',
        nextDate: addDays(today, -1),
        papers: [
          { name: 'Delivery note', receivedOn: addDays(today, -6) },
          { name: 'Packing list', receivedOn: null },
        ],
      } as const;
      await workspace.db.write('openDispute', { accountId, documentId: id, ...details }, context);
    }),
    ...event(held, 4, (accountId, _invoice, context) =>
      workspace.db.write(
        'setHold',
        {
          target: { scope: 'account', accountId },
          reason: 'Their new purchasing system is being set up',
          until: addDays(today, 9),
        },
        context,
      ),
    ),
  ];
}

/** The largest late invoice of each customer that no mail of the demo goes to, the largest first. */
function lateInvoices({ invoices }: DemoData, today: PlainDate): readonly CanonicalInvoice[] {
  const open = invoices.filter(({ kind, openMinor }) => kind === 'invoice' && openMinor > 0);
  const toMail = new Set([...new Set(open.map(({ customerKey }) => customerKey))].slice(0, LEFT_TO_MAIL));
  const largest = new Map<string, CanonicalInvoice>();
  for (const invoice of open) {
    const { customerKey, dueDate, disputed, openMinor } = invoice;
    if (toMail.has(customerKey) || disputed || dueDate === null) continue;
    if (daysBetween(dueDate, today) < LATE) continue;
    if (openMinor > (largest.get(customerKey)?.openMinor ?? 0)) largest.set(customerKey, invoice);
  }
  return [...largest.values()].sort((left, right) => right.openMinor - left.openMinor);
}

function morningOf(date: PlainDate): Instant {
  return instant(`${date}T09:20:00.000Z`);
}
