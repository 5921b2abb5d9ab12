import type { NEXT_ACTION_KINDS } from '../../../../shared/contract/accounts.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { CallOutcome, ManualKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { CanonicalInvoice, CanonicalPayment } from '../../connectors/canonical.ts';

/** Who did something and when; every fact of the demo lies before the day that it is generated for. */
interface DemoFact {
  readonly at: Instant;
  readonly actor: string;
  readonly customerKey: string;
}

/** A person at a customer whom the specialist added to the contacts of the books. */
export interface DemoContact extends DemoFact {
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly phone: string | null;
}

export interface DemoTouch extends DemoFact {
  readonly kind: ManualKind;
  /** Set for calls only. */
  readonly outcome: CallOutcome | null;
  readonly text: string;
}

export interface DemoNextAction extends DemoFact {
  readonly kind: (typeof NEXT_ACTION_KINDS)[number];
  readonly date: PlainDate;
  readonly note: string | null;
}

export interface DemoSnooze extends DemoFact {
  readonly until: PlainDate;
  readonly reason: string;
}

/** A whole invented company: its books in the form of an import, and the work that was done on them. */
export interface DemoData {
  readonly company: Settings['company'];
  readonly sender: Settings['sender'];
  /** Invoices and credit notes, by number. */
  readonly invoices: readonly CanonicalInvoice[];
  /** Payments by date; several rows with one date and reference are one transfer for several invoices. */
  readonly payments: readonly CanonicalPayment[];
  readonly contacts: readonly DemoContact[];
  /** By time. */
  readonly touches: readonly DemoTouch[];
  readonly nextActions: readonly DemoNextAction[];
  readonly snoozes: readonly DemoSnooze[];
}
