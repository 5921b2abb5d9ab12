import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { ERPNEXT_DIALECT } from '../../support/ledger/erpnext/erpnext-contract.ts';

connectorContract(ERPNEXT_DIALECT);
