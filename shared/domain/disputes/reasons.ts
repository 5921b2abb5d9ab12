/** Why a customer does not accept an invoice. A code is never renamed: logs and scripts carry it. */
export const DISPUTE_REASONS = [
  'price',
  'quantity',
  'short_shipment',
  'damaged',
  'returned',
  'terms',
  'duplicate',
  'not_received',
  'missing_po',
  'tax',
  'already_paid',
  'unknown',
  'other',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export const DISPUTE_REASON_LABELS: Readonly<Record<DisputeReason, string>> = {
  price: 'Price',
  quantity: 'Quantity',
  short_shipment: 'Short shipment',
  damaged: 'Damaged goods',
  returned: 'Goods returned',
  terms: 'Payment terms',
  duplicate: 'Billed twice',
  not_received: 'Not received, no proof of delivery',
  missing_po: 'Purchase order missing',
  tax: 'Tax',
  already_paid: 'Says it is paid',
  unknown: 'Reason not known yet',
  other: 'Other',
};

/** The papers that usually settle a dispute of the kind: a starting list that a person changes. */
export const DISPUTE_DOCUMENTS: Readonly<Record<DisputeReason, readonly string[]>> = {
  price: ['Quote or price list', 'Order confirmation'],
  quantity: ['Order confirmation', 'Delivery note'],
  short_shipment: ['Delivery note', 'Packing list'],
  damaged: ['Photos of the damage', 'Delivery note', 'Carrier’s report'],
  returned: ['Return authorisation', 'Goods receipt of the return'],
  terms: ['Contract or order confirmation'],
  duplicate: ['The other invoice'],
  not_received: ['Invoice copy', 'Proof of delivery'],
  missing_po: ['Purchase order'],
  tax: ['Tax number of the customer', 'Exemption certificate'],
  already_paid: ['Remittance advice', 'Bank confirmation'],
  unknown: [],
  other: [],
};
