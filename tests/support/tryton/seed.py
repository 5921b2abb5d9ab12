"""Fills an empty Tryton database with small books, and says in JSON what a reader has to find in them.

Usage: seed.py CONFIGURATION DATABASE PASSWORD CUSTOMERS DOCUMENTS-OF-EACH
"""
import datetime as dt
import json
import sys
from decimal import Decimal

from trytond.config import config

configuration, database, password = sys.argv[1:4]
customers, each = map(int, sys.argv[4:6])
config.update_etc(configuration)

from company_setup import set_up_company, set_up_users  # noqa: E402
from documents import Documents  # noqa: E402
from tryton_run import Books  # noqa: E402


def totals(books, company):
    """The system's own figures, by its own functions."""
    with books.transaction():
        Invoice, Party = books.model('account.invoice'), books.model('party.party')
        states, owed, credited = {}, {}, {}
        for invoice in Invoice.search([('type', '=', 'out')]):
            states[invoice.state] = states.get(invoice.state, 0) + 1
            if invoice.state == 'posted':
                side = credited if invoice.total_amount < 0 else owed
                code = invoice.currency.code
                side[code] = side.get(code, Decimal(0)) + abs(invoice.amount_to_pay)
        receivable = {
            str(party.id): str(party.receivable)
            for party in Party.search([('active', 'in', [True, False])]) if party.receivable}
        text = lambda sums: {code: str(amount) for code, amount in sorted(sums.items())}
        return {
            'states': states, 'openInvoices': text(owed), 'openCreditNotes': text(credited),
            'receivable': receivable, 'company': company.id, 'account': company.receivable,
            'revenue': company.revenue, 'cash': company.cash, 'method': company.method,
            'net': company.net, 'inParts': company.in_parts, 'salesJournal': company.sales_journal,
            'cashJournal': company.cash_journal, 'currencies': company.currencies}


books = Books(database)
# Cancelling books on today's date, so that there has to be a year for it.
company = set_up_company(books, max(2026, dt.date.today().year))
documents = Documents(books, company, customers, each)
parties = documents.customers()
documents.ledger(parties)
documents.loose_ends(parties)
set_up_users(books, company, password)
json.dump(dict(totals(books, company), customers=parties), sys.stdout)
