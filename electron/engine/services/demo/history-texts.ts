import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';

/** What a text about an invoice speaks of; amounts and dates are written out already. */
export interface TextFields {
  readonly invoice: string;
  readonly amount: string;
  readonly due: string;
  /** First name of the person in accounts payable. */
  readonly person: string;
}

export type Wording = (fields: TextFields) => string;
type Wordings = readonly [Wording, ...Wording[]];

/** Mails and letters of each step, as the specialist notes them. */
export const WRITTEN: Readonly<Record<'friendly' | 'firm' | 'final', Wordings>> = {
  friendly: [
    ({ invoice, amount, due }) => `Friendly reminder: ${invoice} over ${amount} was due on ${due}.`,
    ({ invoice, amount, person }) => `Asked ${person} whether ${invoice} (${amount}) is booked for payment.`,
    ({ invoice, person }) => `Reminder with a copy of ${invoice} to ${person}.`,
  ],
  firm: [
    ({ invoice, amount }) =>
      `Firm reminder for ${invoice}: asked for ${amount} or a payment date within seven days.`,
    ({ invoice, due }) => `Second reminder. ${invoice} was due on ${due}; asked what is holding it up.`,
    ({ invoice, amount, person }) =>
      `Second reminder to ${person}, copy to purchasing: ${invoice}, ${amount}.`,
  ],
  final: [
    ({ invoice, amount }) => `Final notice by post: ${invoice}, ${amount}, payable within ten days.`,
    ({ invoice, due }) => `Final notice by post for ${invoice}, due on ${due}.`,
  ],
};

/** What a call came to. */
export const CALLED: Readonly<Record<Exclude<CallOutcome, 'busy' | 'wrong_number'>, Wordings>> = {
  right_party: [
    ({ person, invoice }) => `${person}: ${invoice} is approved and in the next payment run.`,
    ({ person, invoice }) => `${person} had not seen ${invoice}. Copy sent while on the phone.`,
    ({ person, invoice }) => `${person} waits for the goods-received note before ${invoice} can be released.`,
    ({ person, amount }) => `${person} confirms ${amount}. Cash is tight this month, part of it comes first.`,
  ],
  connected: [
    ({ invoice }) => `Reception took a message about ${invoice} for accounts payable.`,
    ({ person }) => `${person} is on leave until next week; a colleague will look.`,
  ],
  wrong_party: [
    () => 'Reached purchasing, who sent us back to accounts payable.',
    ({ invoice }) => `Reached the buyer. ${invoice} is not with her; she passes it on.`,
  ],
  voicemail: [
    ({ person, invoice }) => `Left a message for ${person} about ${invoice}.`,
    ({ person }) => `Voicemail of ${person}, asked to be called back.`,
  ],
  no_answer: [() => 'Nobody picked up.', () => 'Rang out twice, morning and afternoon.'],
  callback: [
    ({ person }) => `${person} is in month-end closing and asks for a call on Thursday.`,
    ({ person, invoice }) => `${person} checks ${invoice} and calls back.`,
  ],
  refused: [
    ({ person, invoice }) => `${person} will not discuss ${invoice} before the credit note is there.`,
  ],
};

/** Notes on an invoice that the customer disputes. */
export const DISPUTED: Wordings = [
  ({ invoice, person }) =>
    `${person} says two boxes of ${invoice} were missing. Warehouse looks for the signed delivery note.`,
  ({ invoice }) =>
    `Price on ${invoice} differs from the quotation, says the customer. Sales asked to confirm.`,
  ({ invoice, person }) => `${person} wants ${invoice} re-issued with the purchase order number.`,
  ({ invoice }) => `Seals on ${invoice} came damaged; photos received, passed on to quality.`,
];

/** Notes that hold for the account as such. */
export const GENERAL: Wordings = [
  ({ person }) => `${person} prefers one mail a month with everything on it.`,
  () => 'Payment runs on Fridays; what is approved by Wednesday noon makes it.',
  ({ person }) => `Invoices must name the purchase order, otherwise ${person} has to send them back.`,
  () => 'New supplier portal from next quarter. Mail still works until then.',
  () => 'Their bank holidays differ from ours: leave two days more before calling.',
];
