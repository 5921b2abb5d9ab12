import { connectorContract } from '../../support/ledger/connector-contract.ts';
import { NEW, OLD, odooDialect } from '../../support/ledger/odoo/odoo-contract.ts';

connectorContract(odooDialect(NEW));
connectorContract(odooDialect(OLD));
