import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { XERO_DIALECT } from '../../support/ledger/xero/xero-contract.ts';

connectorContract(XERO_DIALECT);
