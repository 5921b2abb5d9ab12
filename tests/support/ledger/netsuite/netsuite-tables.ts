import { exponentOf } from '../../../../shared/domain/currencies.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation, LedgerId } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { instalmentsOf } from '../truth.ts';
import type { SqlRow } from './netsuite-language.ts';
import { contacts, customers } from './netsuite-people.ts';
import { isDeposit, netsuiteId } from './netsuite-shape.ts';
import { currencyId, lines, money, type NetsuiteExtras, transactions } from './netsuite-transactions.ts';

const RECEIVABLES = '119';

/** The rows of a table; null for one that NetSuite does not have. */
export function tableOf(name: string, ledger: FakeLedger, extras: NetsuiteExtras): readonly SqlRow[] | null {
  switch (name) {
    case 'currency':
      return ledger.currencies.map((symbol, index) => ({
        id: String(index + 1),
        symbol,
        currencyprecision: exponentOf(symbol),
      }));
    case 'subsidiary':
      return [
        { id: '1', name: ledger.company, currency: currencyId(ledger, ledger.home), parent: null },
        { id: '2', name: `${ledger.company} Inc.`, currency: '2', parent: '1' },
      ];
    case 'account':
      return [{ id: RECEIVABLES, accttype: 'AcctRec' }];
    case 'term':
      return [...new Set([...ledger.customers.values()].map(({ termsDays }) => termsDays))].map((days) => ({
        id: String(days),
        name: `Net ${days}`,
        daysuntilnetdue: days,
      }));
    case 'entityaddress':
      return [...ledger.customers.values()].map(({ id, country }) => ({
        nkey: `a${netsuiteId(id)}`,
        country,
      }));
    case 'customer':
      return customers(ledger);
    case 'contact':
      return contacts(ledger);
    case 'transaction':
      return transactions(ledger, extras);
    case 'transactionline':
      return lines(ledger, extras);
    case 'transactionaccountingline':
      return lines(ledger, extras).map(({ transaction, id }) => ({
        transaction: transaction ?? null,
        transactionline: id ?? null,
        account: RECEIVABLES,
      }));
    case 'nexttransactionlinelink':
      return [...ledger.allocations.values()]
        .filter(({ deleted }) => !deleted)
        .flatMap((one) => links(ledger, one));
    case 'invoiceinstallment':
      return instalments(ledger);
    case 'deletedrecord':
      return deletions(ledger, extras);
    default:
      return null;
  }
}

/** A credit note that was made from an invoice has a link of another kind, too, which settles nothing. */
function links(ledger: FakeLedger, one: LedgerAllocation): readonly SqlRow[] {
  const { currency } = found(ledger.documents, one.invoiceId);
  const link = {
    previousdoc: netsuiteId(one.invoiceId),
    previoustype: 'CustInvc',
    nextdoc: netsuiteId(one.from.id),
    nexttype: one.from.entity === 'payment' ? 'CustPymt' : 'CustCred',
    linktype: 'Payment',
    foreignamount: money(one.amount, currency),
    lastmodifieddate: { day: one.date },
  };
  if (one.from.entity === 'credit_note') {
    return [
      { ...link, foreignamount: -link.foreignamount },
      { ...link, linktype: 'SaleRet', foreignamount: 99 },
    ];
  }
  if (!isDeposit(ledger, one.from.id)) return [link];
  const application = { nextdoc: netsuiteId(one.id), nexttype: 'DepAppl' };
  const deposit = { previousdoc: netsuiteId(one.from.id), previoustype: 'CustDep', linktype: 'DepAppl' };
  return [
    { ...link, ...application },
    { ...link, ...application, ...deposit },
  ];
}

function instalments(ledger: FakeLedger): readonly SqlRow[] {
  return [...ledger.documents.values()].flatMap((one) =>
    instalmentsOf(ledger, one).map(({ dueDate, amount, open }, index) => ({
      invoice: netsuiteId(one.id),
      seqnum: index + 1,
      duedate: { day: dueDate },
      amount: money(amount, one.currency),
      amountdue: money(open, one.currency),
    })),
  );
}

function deletions(ledger: FakeLedger, { goneContacts }: NetsuiteExtras): readonly SqlRow[] {
  const gone: (readonly [LedgerId, number])[] = [
    ...[...ledger.documents.values()]
      .filter(({ state }) => state === 'deleted')
      .map(({ id, changedAt }) => [id, changedAt] as const),
    ...[...ledger.allocations.values()]
      .filter(({ deleted, from }) => deleted && isDeposit(ledger, from.id))
      .map(({ id, changedAt }) => [id, changedAt] as const),
    ...[...ledger.customers.values()]
      .filter(({ mergedInto }) => mergedInto !== null)
      .map(({ id, changedAt }) => [id, changedAt] as const),
    ...goneContacts,
  ];
  return gone.map(([id, at]) => ({ recordid: netsuiteId(id), deleteddate: { at } }));
}
