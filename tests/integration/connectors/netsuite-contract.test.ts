import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { NETSUITE_DIALECT } from '../../support/ledger/netsuite/netsuite-contract.ts';

connectorContract(NETSUITE_DIALECT);
