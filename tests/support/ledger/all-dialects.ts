import type { ContractDialect } from './contract-harness.ts';
import { ERPNEXT_DIALECT } from './erpnext/erpnext-contract.ts';
import { NETSUITE_DIALECT } from './netsuite/netsuite-contract.ts';
import { NEW, OLD, odooDialect } from './odoo/odoo-contract.ts';
import { QUICKBOOKS_DIALECT } from './quickbooks/quickbooks-contract.ts';
import { STRIPE_DIALECT } from './stripe/stripe-contract.ts';
import { XERO_DIALECT } from './xero/xero-contract.ts';

/** Every vendor's system that there is a fake of. */
export const ALL_DIALECTS: readonly ContractDialect[] = [
  XERO_DIALECT,
  QUICKBOOKS_DIALECT,
  STRIPE_DIALECT,
  NETSUITE_DIALECT,
  odooDialect(NEW),
  odooDialect(OLD),
  ERPNEXT_DIALECT,
];
