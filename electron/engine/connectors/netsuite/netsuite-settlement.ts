import type { SourceAllocation } from '../../../../shared/domain/connections/source-records.ts';
import { type CurrencyCode, currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { linkForm, type NetsuiteLink, type NetsuiteTransaction } from './netsuite-forms.ts';
import { dateText, rowsAbout, type Selection } from './netsuite-query.ts';
import { dateIn, type Reading, sizeOf } from './netsuite-rows.ts';

/** Which transaction led to which. An invoice comes before what pays it, a deposit before its application. */
const LINK_ROWS: Selection = {
  columns: {
    previousdoc: 'nexttransactionlinelink.previousdoc',
    previoustype: 'nexttransactionlinelink.previoustype',
    nextdoc: 'nexttransactionlinelink.nextdoc',
    nexttype: 'nexttransactionlinelink.nexttype',
    linktype: 'nexttransactionlinelink.linktype',
    amount: 'nexttransactionlinelink.foreignamount',
    linked: dateText('nexttransactionlinelink.lastmodifieddate'),
  },
  from: 'nexttransactionlinelink',
  where: [],
  orderBy: ['nexttransactionlinelink.previousdoc', 'nexttransactionlinelink.nextdoc'],
};

/** The links of these transactions, on whichever side they stand. */
export async function readLinks(
  { client, signal }: Reading,
  ids: readonly string[],
): Promise<readonly NetsuiteLink[]> {
  const sides = ['nexttransactionlinelink.nextdoc', 'nexttransactionlinelink.previousdoc'];
  const links: NetsuiteLink[] = [];
  for (const side of sides) {
    const rows = await rowsAbout(client, LINK_ROWS, side, ids, signal);
    links.push(...rows.map((row) => linkForm.parse(row)));
  }
  return links;
}

interface OtherSide {
  readonly id: string;
  readonly type: string;
  readonly link: NetsuiteLink;
}

/** What stands on the other side of a transaction's links. */
export function othersOf(id: string, links: readonly NetsuiteLink[]): readonly OtherSide[] {
  return links.flatMap((link) => {
    if (link.nextdoc === id) return [{ id: link.previousdoc, type: link.previoustype, link }];
    return link.previousdoc === id ? [{ id: link.nextdoc, type: link.nexttype, link }] : [];
  });
}

/** Type of link between what pays and what is paid; others tell of copies and of goods. */
const PAYS = 'Payment';

/**
 * What a payment or a credit note settled, one allocation for each document: links are of lines, so that there may be
 * several. A refund settles a credit note, all others invoices; journals say only which line, and are left out.
 *
 * @param by the transaction that did it: for a deposit one of its applications.
 */
export function allocationsOf(
  from: SourceAllocation['from'],
  by: Pick<NetsuiteTransaction, 'id' | 'type' | 'currency' | 'trandate' | 'changed'>,
  links: readonly NetsuiteLink[],
): readonly SourceAllocation[] {
  const currency = currencyCode(by.currency);
  const settles = by.type === 'CustRfnd' ? 'CustCred' : 'CustInvc';
  const documents = new Map<string, NetsuiteLink[]>();
  for (const { id, type, link } of othersOf(by.id, links)) {
    if (type !== settles || link.linktype !== PAYS) continue;
    documents.set(id, [...(documents.get(id) ?? []), link]);
  }
  return [...documents].map(([documentId, parts]) => {
    const money = { minor: sum(parts, currency), currency };
    return {
      entity: 'allocation',
      sourceId: `${by.id}:${documentId}`,
      updatedAt: by.changed ?? null,
      from,
      document: { entity: settles === 'CustCred' ? 'credit_note' : 'invoice', sourceId: documentId },
      amount: money,
      fromAmount: money,
      date: from.entity === 'credit_note' ? lastLinked(parts, by) : dateIn(by.trandate),
    };
  });
}

function sum(links: readonly NetsuiteLink[], currency: CurrencyCode) {
  return minorUnits(links.reduce((total, { amount }) => total + sizeOf(amount ?? '0', currency), 0));
}

/** A credit note is applied long after its date: the link says when. */
function lastLinked(links: readonly NetsuiteLink[], by: Pick<NetsuiteTransaction, 'trandate'>) {
  const days = links.flatMap(({ linked }) => linked ?? []).toSorted();
  return dateIn(days.at(-1) ?? by.trandate);
}
