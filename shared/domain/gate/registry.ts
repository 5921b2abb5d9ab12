import { claimedPayment } from './claimed-payment.ts';
import { contactHours } from './contact-hours.ts';
import { creditCovers } from './credit-covers.ts';
import { disputed } from './disputed.ts';
import { doNotContact } from './do-not-contact.ts';
import { held } from './held.ts';
import { noAddress } from './no-address.ts';
import { paid } from './paid.ts';
import { promised } from './promised.ts';
import { recentContact } from './recent-contact.ts';
import { staleData } from './stale-data.ts';
import type { GateCheck } from './types.ts';
import { unansweredReply } from './unanswered-reply.ts';
import { unapprovedWording } from './unapproved-wording.ts';
import { undeliverable } from './undeliverable.ts';

/** All checks that a message passes. A new rule is one file and one line here; the order decides only how they are listed. */
export const GATE_CHECKS: readonly GateCheck[] = [
  paid,
  claimedPayment,
  promised,
  disputed,
  held,
  doNotContact,
  undeliverable,
  unansweredReply,
  creditCovers,
  noAddress,
  staleData,
  recentContact,
  contactHours,
  unapprovedWording,
];
