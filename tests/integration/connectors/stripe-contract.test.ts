import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { STRIPE_DIALECT } from '../../support/ledger/stripe/stripe-contract.ts';

connectorContract(STRIPE_DIALECT);
