"""The company, its currencies, chart of accounts, years, terms and users."""
import datetime as dt
from decimal import Decimal

CURRENCIES = [  # code, number, decimals, units for one euro
    ('EUR', '978', 2, '1'),
    ('USD', '840', 2, '1.1'),
    ('KWD', '414', 3, '0.33'),
    ('JPY', '392', 0, '160'),
]

READ = [
    'account.account', 'account.account.type', 'account.invoice',
    'account.invoice-account.move.line', 'account.invoice.payment_term', 'account.journal',
    'account.move', 'account.move.line', 'account.move.reconciliation', 'company.company',
    'currency.currency', 'party.address', 'party.contact_mechanism', 'party.party',
]

# Wizards that book something and that Tryton lets anybody start who finds their name.
CLOSED_WIZARDS = [
    'account.invoice.pay', 'account.invoice.credit', 'account.reconcile', 'account.move.cancel',
    'account.move.template.create', 'account.create_chart', 'account.update_chart',
]


class Company:
    """Ids of what every document needs."""


def set_up_company(books, last_year):
    company = Company()
    with books.transaction():
        created = books.model('currency.currency').create([{
            'code': code, 'name': code, 'symbol': code, 'numeric_code': number, 'digits': digits,
            'rounding': Decimal(1).scaleb(-digits),
            'rates': [('create', [{'date': dt.date(2025, 1, 1), 'rate': Decimal(rate)}])],
        } for code, number, digits, rate in CURRENCIES])
        company.currencies = {currency.code: currency.id for currency in created}
        own, = books.model('party.party').create([{'name': 'Northwind Ledgers Ltd', 'code': 'OWN'}])
        made, = books.model('company.company').create([{
            'party': own.id, 'currency': company.currencies['EUR'], 'cancel_invoice_out': True}])
        company.id = made.id
        User = books.model('res.user')
        User.write([User(1)], {'companies': [('add', [made.id])], 'company': made.id})
    books.context.update(company=company.id, companies=[company.id])
    _chart_of_accounts(books, company)
    _years_and_terms(books, company, last_year)
    return company


def _chart_of_accounts(books, company):
    with books.transaction():
        Chart = books.pool.get('account.create_chart', type='wizard')
        session, _, _ = Chart.create()
        chart = Chart(session)
        chart.account.company = company.id
        chart.account.account_template = books.shipped('account', 'account_template_root_en')
        chart.transition_create_account()
        receivable = books.first('account.account', ('type.receivable', '=', True))
        chart.properties.company = company.id
        chart.properties.account_receivable = receivable
        chart.properties.account_payable = books.first('account.account', ('type.payable', '=', True))
        chart.transition_create_properties()
        company.receivable = receivable.id
        company.revenue = books.first('account.account', ('type.revenue', '=', True)).id
        company.cash = books.only('account.account', ('name', '=', 'Main Cash')).id
        company.sales_journal = books.first('account.journal', ('type', '=', 'revenue')).id
        company.cash_journal = books.first('account.journal', ('type', '=', 'cash')).id


def _years_and_terms(books, company, last_year):
    with books.transaction():
        types = books.model('ir.sequence.type')
        of_moves, = types.search([('name', '=', 'Account Move')], limit=1)
        of_invoices, = types.search([('name', '=', 'Invoice')], limit=1)
        Year = books.model('account.fiscalyear')
        for year in range(2025, last_year + 1):
            moves, = books.model('ir.sequence').create([{
                'name': 'Moves %d' % year, 'sequence_type': of_moves.id, 'company': company.id}])
            invoices, credits = books.model('ir.sequence.strict').create([{
                'name': '%s %d' % (prefix, year), 'sequence_type': of_invoices.id, 'company': company.id,
                'prefix': '%s-%d-' % (prefix, year), 'padding': 4} for prefix in ('INV', 'CN')])
            Year.create_period(Year.create([{
                'name': str(year), 'company': company.id, 'post_move_sequence': moves.id,
                'start_date': dt.date(year, 1, 1), 'end_date': dt.date(year, 12, 31),
                'invoice_sequences': [('create', [{
                    'company': company.id, 'out_invoice_sequence': invoices.id,
                    'in_invoice_sequence': invoices.id, 'out_credit_note_sequence': credits.id,
                    'in_credit_note_sequence': credits.id}])]}]))
        after = lambda days: [('create', [{'days': days}])]
        rest = lambda days: {'type': 'remainder', 'relativedeltas': after(days)}
        third = {'type': 'percent', 'ratio': Decimal('0.3333333333'), 'relativedeltas': after(15)}
        net, parts = books.model('account.invoice.payment_term').create([
            {'name': '30 days', 'lines': [('create', [rest(30)])]},
            {'name': 'A third in 15 days, the rest in 45', 'lines': [('create', [third, rest(45)])]}])
        company.net, company.in_parts = net.id, parts.id
        method, = books.model('account.invoice.payment.method').create([{
            'name': 'Bank transfer', 'company': company.id, 'journal': company.cash_journal,
            'credit_account': company.cash, 'debit_account': company.cash}])
        company.method = method.id


def set_up_users(books, company, password):
    """`ar_sync` may read; `ar_writer` may also change invoices: enough to pay them where the wizard is open."""
    with books.transaction():
        Group = books.model('res.group')
        reading, writing = Group.create([{'name': 'Duebook (reading)'}, {'name': 'Duebook (writing)'}])
        grants = [(name, reading, False) for name in READ] + [('account.invoice', writing, True)]
        books.model('ir.model.access').create([{
            'model': books.only('ir.model', ('model', '=', name)).id, 'group': group.id,
            'perm_read': True, 'perm_write': write, 'perm_create': False, 'perm_delete': False,
        } for name, group, write in grants])
        Wizard = books.model('ir.action.wizard')
        Wizard.write(Wizard.search([('wiz_name', 'in', CLOSED_WIZARDS)]), {
            'groups': [('add', [books.shipped('account', 'group_account')])]})
        for login, groups in (
                ('ar_sync', [reading.id]), ('ar_locked', [reading.id]),
                ('ar_writer', [reading.id, writing.id]), ('ar_nothing', [])):
            books.model('res.user').create([{
                'name': login, 'login': login, 'password': password, 'groups': [('add', groups)],
                'companies': [('add', [company.id])], 'company': company.id}])
        books.model('res.user').create([{
            'name': 'ar_homeless', 'login': 'ar_homeless', 'password': password,
            'groups': [('add', [reading.id])], 'companies': [], 'company': None}])
