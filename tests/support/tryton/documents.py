"""Customers, invoices and what became of them. Amounts and days follow from the position in the list only."""
import datetime as dt
from decimal import Decimal

CUSTOMERS = [  # name, currency
    ('Aldgate Trading', 'EUR'), ('Brückner & Söhne', 'EUR'), ('Café Orléans', 'EUR'),
    ('Dogger Fish', 'EUR'), ('Eastlake Optics', 'EUR'), ('Fairbanks Tools', 'USD'), ('Grand Rapids Paper', 'USD'),
    ('Al Hamra Foods', 'KWD'), ('Jahra Steel', 'KWD'), ('Ito 商店', 'JPY'), ('Kobe Marine', 'JPY'),
    ('Larkhill (closed)', 'EUR'),
]
# What becomes of the invoices of each customer, taken from a ring of fates.
FATES = [
    'open', 'paid', 'part', 'in parts', 'first part paid', 'draft', 'open', 'cancelled', 'credited', 'paid',
    'part of parts', 'credit note', 'settled by credit',
]
FIRST_DAY = dt.date(2026, 5, 4)
# Documents are dated within so many days.
DAYS = 140


class Documents:

    def __init__(self, books, company, customers, each):
        self.books, self.company = books, company
        self.who = [
            (name if turn == 0 else '%s (%d)' % (name, turn + 1), currency)
            for turn in range(-(-customers // len(CUSTOMERS))) for name, currency in CUSTOMERS][:customers]
        self.each = each
        self.invoices = books.model('account.invoice')
        self.lines = books.model('account.move.line')

    def customers(self):
        with self.books.transaction():
            Party = self.books.model('party.party')
            parties = Party.create([{
                'name': name, 'code': 'C%03d' % number,
                'addresses': [('create', [{'street': '%d High Street' % number, 'city': 'Town'}])],
                'contact_mechanisms': [('create', [
                    {'type': 'email', 'value': 'ap%d@customer.example' % number, 'name': 'Payables',
                        'invoice': True},
                    {'type': 'phone', 'value': '+44 20 7946 %04d' % number},
                    {'type': 'website', 'value': 'https://customer%d.example' % number}])],
            } for number, (name, _) in enumerate(self.who, 1)])
            Party.create([{'name': 'A supplier', 'code': 'S001', 'contact_mechanisms': [
                ('create', [{'type': 'email', 'value': 'supplier@customer.example'}])]}])
            doubled, = Party.create([{'name': 'Aldgate Trading (old)', 'code': 'C001-OLD'}])
            doubled.active, doubled.replaced_by = False, parties[0]
            doubled.save()
            return [party.id for party in parties]

    def invoice(self, party, currency, day, amount, term=None, fate='open'):
        """A draft of one line; a negative amount makes a credit note."""
        Line = self.books.model('account.invoice.line')
        party = self.books.model('party.party')(party)
        line = Line(
            type='line', account=self.company.revenue, quantity=1, unit_price=amount,
            description='Goods', currency=self.company.currencies[currency], company=self.company.id,
            invoice_type='out', taxes=[])
        return self.invoices(
            company=self.company.id, type='out', party=party, invoice_address=party.addresses[0],
            currency=self.company.currencies[currency], journal=self.company.sales_journal,
            account=self.company.receivable, payment_term=term or self.company.net, invoice_date=day,
            payment_term_date=day, reference='PO-%s' % fate.replace(' ', '-'), lines=[line])

    def ledger(self, parties):
        plan = []
        for number, party in enumerate(parties):
            currency = self.who[number][1]
            for position in range(self.each):
                turn = number * self.each + position
                fate = FATES[turn % len(FATES)]
                day = FIRST_DAY + dt.timedelta(days=turn * 2 % DAYS)
                amount = money(currency, 100 + 37 * number + 11 * position + number * position)
                plan.append((party, currency, day, amount, fate))
        with self.books.transaction():
            made = [self.invoice(
                party, currency, day, -amount if fate == 'credit note' else amount,
                self.company.in_parts if 'part' in fate and fate != 'part' else None, fate)
                for party, currency, day, amount, fate in plan]
            self.invoices.save(made)
            ids = [invoice.id for invoice in made]
        for some in batches(ids):
            with self.books.transaction():
                self.invoices.update_taxes(self.invoices.browse(some))
        # In the order of their days: numbers go up with them.
        posted = sorted((entry[2], key) for key, entry in zip(ids, plan) if entry[4] != 'draft')
        for some in batches([key for _, key in posted]):
            with self.books.transaction():
                self.invoices.post(self.invoices.browse(some))
        for key, entry in zip(ids, plan):
            with self.books.transaction():
                self.settle(self.invoices(key), entry[4], entry[2])

    def settle(self, invoice, fate, day):
        due = [line for line in invoice.lines_to_pay if not line.reconciliation]
        later = day + dt.timedelta(days=20)
        if fate == 'paid':
            self.pay(invoice, due, later)
        elif fate in ('part', 'part of parts'):
            self.pay(invoice, due, later, share=Decimal('0.4'))
        elif fate == 'first part paid':
            self.pay(invoice, due[:1], later)
        elif fate == 'cancelled':
            self.invoices.cancel([invoice])
        elif fate == 'credited':
            self.invoices.credit([invoice], refund=True, invoice_date=dt.date(2026, 10, 1))
        elif fate == 'settled by credit':
            credit = self.invoice(
                invoice.party.id, invoice.currency.code, dt.date(2026, 10, 1), -invoice.total_amount / 4)
            self.invoices.save([credit])
            self.invoices.update_taxes([credit])
            self.invoices.post([credit])
            self.pay(invoice, due + list(credit.lines_to_pay), later)

    def pay(self, invoice, due, day, share=Decimal(1)):
        """Pays a share of these lines; the whole of them settles them."""
        base = invoice.company.currency.round(sum(line.debit - line.credit for line in due) * share)
        foreign = None
        if invoice.currency != invoice.company.currency:
            foreign = invoice.currency.round(sum(line.amount_second_currency for line in due) * share)
        paid = invoice.pay_invoice(
            base, self.books.model('account.invoice.payment.method')(self.company.method), day, 'Transfer',
            foreign, invoice.currency if foreign else None)
        if share == 1:
            self.lines.reconcile(due + paid)

    def loose_ends(self, parties):
        """Cash that nobody applied, a refund, euros for an invoice in dollars, and a customer who is closed."""
        with self.books.transaction():
            self.receipt(parties[0], 'EUR', '250.00', None)
            self.receipt(parties[5], 'USD', '100.00', '110.00')
            self.receipt(parties[7], 'KWD', '30.00', '9.900')
            self.receipt(parties[9], 'JPY', '10.00', '1600')
            self.receipt(parties[1], 'EUR', '-12.34', None)
            dollars = self.invoices.search([
                ('party', '=', parties[6]), ('state', '=', 'posted'),
                ('payment_lines', '=', None)], limit=1)[0]
            euros = self.receipt(parties[6], 'EUR', '20.00', None)
            self.invoices.add_payment_lines({dollars: [euros]})
        with self.books.transaction():
            closed = self.books.model('party.party')(parties[-1])
            closed.active = False
            closed.save()

    def receipt(self, party, currency, base, foreign):
        Line, Move = self.lines, self.books.model('account.move')
        day = dt.date(2026, 9, 15)
        amount = Decimal(base)
        cash = Line(account=self.company.cash, debit=max(amount, 0), credit=max(-amount, 0))
        owed = Line(
            account=self.company.receivable, party=party, debit=max(-amount, 0), credit=max(amount, 0))
        if foreign:
            for line, sign in ((cash, 1), (owed, -1)):
                line.second_currency = self.company.currencies[currency]
                line.amount_second_currency = sign * Decimal(foreign)
        move = Move(
            journal=self.company.cash_journal, date=day, company=self.company.id,
            period=self.books.model('account.period').find(self.company.id, date=day),
            description='Receipt', lines=[cash, owed])
        move.save()
        Move.post([move])
        return [line for line in move.lines if line.account.id == self.company.receivable][0]


def batches(ids):
    """Tens: after each change Tryton reads all anew that it was given at once."""
    return [ids[start:start + 10] for start in range(0, len(ids), 10)]


def money(currency, units):
    """The units with odd decimals, as many as the currency has."""
    return {
        'EUR': Decimal(units) + Decimal('0.37'), 'USD': Decimal(units) + Decimal('0.05'),
        'KWD': Decimal(units) + Decimal('0.125'), 'JPY': Decimal(units * 100 + 1)}[currency]
