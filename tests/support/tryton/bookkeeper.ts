import type { TrytonManifest } from './seeded-books.ts';

const ADMINISTRATOR = 'admin';
const PASSWORD = 'sync-password-1';

type Row = Readonly<Record<string, unknown>>;
type Condition = readonly unknown[];

/** A person in the accounts department, who works in Tryton as its own client does. */
export interface Bookkeeper {
  call(method: string, parameters: readonly unknown[], context?: Row): Promise<unknown>;
  rows(model: string, condition: Condition, fields: readonly string[]): Promise<readonly Row[]>;
  /** A draft of one line; a negative price makes a credit note. Answers its id. */
  draft(invoice: NewInvoice): Promise<number>;
  /** As `draft`, and posts it. */
  invoice(invoice: NewInvoice): Promise<number>;
  /** Pays an amount through the wizard; what is left stays open. */
  pay(invoiceId: number, amount: string, currency?: string): Promise<void>;
  /** A receipt that nobody has applied. Answers the id of its line on the receivable account. */
  receipt(party: number, amount: string): Promise<number>;
  cancel(invoiceId: number): Promise<void>;
  /** Credits the whole of an invoice and settles it with the credit note. */
  credit(invoiceId: number): Promise<void>;
  /** Lines of the ledger settle each other. */
  reconcile(lineIds: readonly number[]): Promise<void>;
}

export interface NewInvoice {
  readonly party: number;
  readonly currency: string;
  readonly price: string;
  readonly term?: number;
}

export const decimal = (digits: string) => ({ __class__: 'Decimal', decimal: digits });
/** Today: Tryton wants a person to confirm what was due already. */
const [YEAR, MONTH, DATE] = new Date().toISOString().slice(0, 10).split('-').map(Number);
const DAY = { __class__: 'date', year: YEAR, month: MONTH, day: DATE };

/** Signs in with the password of the books. */
export async function signInBookkeeper(
  address: string,
  database: string,
  books: TrytonManifest,
  user: string = ADMINISTRATOR,
): Promise<Bookkeeper> {
  let proof: string | null = null;
  let settings: Row = {};

  const call = async (method: string, parameters: readonly unknown[], context: Row = {}) =>
    post(method, [...parameters, { ...settings, ...context }]);
  const post = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const response = await fetch(`${address}/${database}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(proof === null ? {} : { authorization: `Session ${proof}` }),
      },
      body: JSON.stringify({ id: 1, method, params }),
    });
    if (!response.ok) throw new Error(`${method}: ${response.status}`);
    const answer = (await response.json()) as { readonly result?: unknown; readonly error?: unknown };
    if (answer.error !== undefined)
      throw new Error(`${method}: ${JSON.stringify(answer.error).slice(0, 500)}`);
    return answer.result;
  };

  const [id, key] = (await post('common.db.login', [user, { password: PASSWORD }, 'en'])) as [number, string];
  proof = Buffer.from(`${user}:${id}:${key}`).toString('base64');
  settings = { company: books.company, language: 'en' };

  const rows = async (model: string, condition: Condition, fields: readonly string[]) =>
    (await call(`model.${model}.search_read`, [
      condition,
      0,
      null,
      [['id', 'ASC']],
      fields,
    ])) as readonly Row[];

  const draft = async ({ party, currency, price, term = books.net }: NewInvoice): Promise<number> => {
    const [address_] = await rows('party.address', [['party', '=', party]], []);
    const line = {
      type: 'line',
      account: books.revenue,
      quantity: 1,
      unit_price: decimal(price),
      description: 'Goods',
      currency: books.currencies[currency],
      company: books.company,
      invoice_type: 'out',
    };
    const [created] = (await call('model.account.invoice.create', [
      [
        {
          type: 'out',
          party,
          invoice_address: address_?.id,
          journal: books.salesJournal,
          account: books.account,
          currency: books.currencies[currency],
          payment_term: term,
          invoice_date: DAY,
          company: books.company,
          lines: [['create', [line]]],
        },
      ],
    ])) as readonly number[];
    if (created === undefined) throw new Error('no invoice was created');
    return created;
  };

  /** Goes through a wizard on one invoice. `states` are the states to run, with what is entered before each. */
  const wizard = async (name: string, invoiceId: number, states: readonly (readonly [string, Row])[]) => {
    const context = { active_model: 'account.invoice', active_id: invoiceId, active_ids: [invoiceId] };
    const [session] = (await call(`wizard.${name}.create`, [], context)) as [number];
    for (const [state, entered] of states) {
      const answer = await call(`wizard.${name}.execute`, [session, entered, state], context);
      if ((answer as { readonly view?: unknown }).view === undefined) break;
    }
    await call(`wizard.${name}.delete`, [session], context);
  };

  return {
    call,
    rows,
    draft,
    async invoice(invoice) {
      const id = await draft(invoice);
      await call('model.account.invoice.post', [[id]]);
      return id;
    },
    async pay(invoiceId, amount, currency) {
      const [invoice] = await rows('account.invoice', [['id', '=', invoiceId]], ['currency', 'lines_to_pay']);
      const paidIn = currency === undefined ? invoice?.currency : books.currencies[currency];
      const [{ digits } = { digits: 2 }] = await rows('currency.currency', [['id', '=', paidIn]], ['digits']);
      const start = {
        amount: decimal(amount),
        currency: paidIn,
        currency_digits: digits,
        company: books.company,
        invoice_account: books.account,
        payment_method: books.method,
        date: DAY,
        description: 'Transfer',
      };
      const ask = {
        type: 'partial',
        amount: decimal(amount),
        currency: paidIn,
        currency_digits: digits,
        invoice: invoiceId,
        company: books.company,
        lines: [],
        lines_to_pay: invoice?.lines_to_pay,
        payment_lines: [],
        date: DAY,
      };
      await wizard('account.invoice.pay', invoiceId, [
        ['choice', { start }],
        ['pay', { start, ask }],
      ]);
    },
    async receipt(party, amount) {
      const [period] = await rows(
        'account.period',
        [
          ['start_date', '<=', DAY],
          ['end_date', '>=', DAY],
        ],
        [],
      );
      const lines = [
        { account: books.cash, debit: decimal(amount), credit: decimal('0') },
        { account: books.account, party, debit: decimal('0'), credit: decimal(amount) },
      ];
      const [move] = (await call('model.account.move.create', [
        [
          {
            journal: books.cashJournal,
            period: period?.id,
            date: DAY,
            company: books.company,
            lines: [['create', lines]],
          },
        ],
      ])) as readonly number[];
      await call('model.account.move.post', [[move]]);
      const [line] = await rows(
        'account.move.line',
        [
          ['move', '=', move],
          ['account', '=', books.account],
        ],
        [],
      );
      return Number(line?.id);
    },
    async cancel(invoiceId) {
      await call('model.account.invoice.cancel', [[invoiceId]]);
    },
    async credit(invoiceId) {
      const start = { with_refund: true, with_refund_allowed: true, invoice_date: DAY };
      await wizard('account.invoice.credit', invoiceId, [['credit', { start }]]);
    },
    async reconcile(lineIds) {
      const context = { active_model: 'account.move.line', active_id: lineIds[0], active_ids: lineIds };
      const [session, state] = (await call('wizard.account.move.reconcile_lines.create', [], context)) as [
        number,
        string,
      ];
      await call('wizard.account.move.reconcile_lines.execute', [session, {}, state], context);
      await call('wizard.account.move.reconcile_lines.delete', [session], context);
    },
  };
}
