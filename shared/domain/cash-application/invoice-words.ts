/** Words that announce an invoice's number, in capitals, in the languages that remittances are mostly written in. */
export const INVOICE_WORDS: ReadonlySet<string> = new Set(
  (
    'INV INVS INVOICE INVOICES INVOICENO BILL BILLS DOC DOCUMENT CN CREDIT CREDITNOTE CREDITMEMO CM SI AR ' +
    'RE RG RNG RECHN RECHNUNG RECHNUNGEN RECHNUNGSNR RECHNUNGSNUMMER RNR RENR RGNR REC BELEG BELEGNR GUTSCHRIFT GS ' +
    'FACTURE FACTURES FAC FACT FT FA FV FVS AVOIR FACTURA FACTURAS FRA FATTURA FATTURE FATT NF ' +
    'FATURA FATURAS FACTUUR FACTUREN FACTUURNR FAKTURA FAKTURY FAKTURAER FAKTURANR FAKT LASKU LASKUT SZAMLA'
  ).split(' '),
);

/** Words between an invoice word and its number. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  'NO NOS NR NRS NRO NUM NUMBER NUMBERS NUMMER NUMMERN NUMERO NUMERI NUMEROS N VS'.split(' '),
);

/** Words that a list of numbers may hold between them. */
export const LIST_WORDS: ReadonlySet<string> = new Set(
  'AND UND ET Y E EN OG OCH I PLUS U VOM FROM DATED OF DU DEL VAN AF DD DATE DATUM TO BIS'.split(' '),
);

/** Words that make a range of the two numbers beside them. */
export const RANGE_WORDS: ReadonlySet<string> = new Set(
  'TO BIS THRU THROUGH UNTIL TILL TIL TOT AU AL A AO'.split(' '),
);
