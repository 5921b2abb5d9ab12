import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { QUICKBOOKS_DIALECT } from '../../support/ledger/quickbooks/quickbooks-contract.ts';

connectorContract(QUICKBOOKS_DIALECT);
