/** Accounting systems that Duebook can read, in the order in which they are offered. */
export const CONNECTOR_KINDS = [
  'tryton',
  'folder',
  'quickbooks',
  'xero',
  'stripe',
  'netsuite',
  'odoo',
  'erpnext',
] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

/** What is read, in the order in which it is read: what a record points to comes before it. */
export const SYNC_ENTITIES = [
  'currency',
  'customer',
  'contact',
  'invoice',
  'credit_note',
  'payment',
  'allocation',
] as const;
export type SyncEntity = (typeof SYNC_ENTITIES)[number];
