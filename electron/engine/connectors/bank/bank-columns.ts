import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';

export const BANK_FIELDS = [
  'date',
  'valueDate',
  'amount',
  'credit',
  'debit',
  'side',
  'currency',
  'payer',
  'iban',
  'text',
  'reference',
] as const;
export type BankField = (typeof BANK_FIELDS)[number];

/** Column places by field; of `text` there may be several. */
export interface BankColumns {
  readonly places: Readonly<Partial<Record<BankField, number>>>;
  readonly texts: readonly number[];
}

/** Headers of bank exports in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and the Nordic languages. */
const ALIASES: Readonly<Record<BankField, string>> = {
  date:
    'Date|Booking date|Posting date|Posted date|Post date|Transaction date|Entry date|Buchungstag|Buchungsdatum|Buchung|Datum|' +
    'Date de comptabilisation|Date opération|Date operation|Date comptable|Fecha|Fecha operación|Fecha contable|Data|' +
    'Data contabile|Data operazione|Data movimento|Data mov.|Data lançamento|Boekdatum|Transactiedatum|Data operacji|' +
    'Data księgowania|Bokföringsdag|Bokført dato|Bokføringsdato|Bogført dato|Dato|Kirjauspäivä|Started date|Completed date',
  valueDate:
    'Value date|Valuta|Valutadatum|Wertstellung|Wert|Date de valeur|Date valeur|Fecha valor|Data valuta|Data valor|Rentedatum|' +
    'Data waluty|Valutadag|Rentedato|Valørdato|Arvopäivä',
  amount:
    'Amount|Transaction amount|Net amount|Betrag|Umsatz|Betrag (EUR)|Montant|Importe|Importe (EUR)|Importo|Montante|Valor|Bedrag|' +
    'Bedrag (EUR)|Kwota|Kwota operacji|Belopp|Beløp|Beløb|Määrä|Summa|Amount (EUR)|Amount (USD)|Amount (GBP)',
  credit:
    'Credit|Credits|Credit amount|Paid in|Money in|Deposit|Deposits|Receipts|Haben|Gutschrift|Eingang|Zugang|Crédit|Abono|Abonos|' +
    'Haber|Ingresos|Accrediti|Entrate|Avere|Dare/Avere avere|Crédito|Bij|Uznania|Insättning|Inn|Inn på konto|Indsat|Pano',
  debit:
    'Debit|Debits|Debit amount|Paid out|Money out|Withdrawal|Withdrawals|Payments|Soll|Lastschrift|Belastung|Ausgang|Débit|Cargo|' +
    'Cargos|Debe|Gastos|Addebiti|Uscite|Dare|Débito|Af|Obciążenia|Uttag|Ut|Ut av konto|Hævet|Otto',
  side:
    'Credit/Debit|Debit/Credit|Cr/Dr|Dr/Cr|CR DR|CdtDbtInd|Credit debit indicator|Soll/Haben|S/H|Soll-/Habenkennzeichen|Sens|' +
    'Af Bij|Af/Bij|Debet/Credit|Debe/Haber|Dare/Avere|Type',
  currency:
    'Currency|Ccy|Curr|Account currency|Währung|Waehrung|Devise|Divisa|Moneda|Valuta/Divisa|Moeda|Munt|Muntsoort|Waluta|Valuuttta|Valuutta|Valutakod',
  payer:
    'Payer|Payer name|Counterparty|Counterparty name|Counter party|Name|Sender|Remitter|From|Paid by|Debtor|Debtor name|' +
    'Auftraggeber|Auftraggeber / Begünstigter|Auftraggeber/Empfänger|Beguenstigter/Zahlungspflichtiger|Begünstigter/Zahlungspflichtiger|' +
    'Name Zahlungsbeteiligter|Zahlungspflichtiger|Zahlungspflichtige*r|Empfänger/Zahlungspflichtiger|Donneur d’ordre|' +
    "Donneur d'ordre|Contrepartie|Tiers|Ordenante|Contrapartida|Ordinante|Controparte|Ordenador|Tegenpartij|Naam tegenpartij|" +
    'Naam / Omschrijving|Nadawca|Kontrahent|Nazwa kontrahenta|Avsändare|Avsender|Afsender|Maksaja|Saaja/Maksaja',
  iban:
    'IBAN|Payer IBAN|Counterparty IBAN|Counterparty account|Account number of counterparty|Sender account|IBAN Zahlungsbeteiligter|' +
    'Kontonummer/IBAN|Kontonummer|IBAN Auftraggeber|Gegenkonto|IBAN contrepartie|IBAN ordenante|IBAN ordinante|Tegenrekening|' +
    'Tegenrekening IBAN/BBAN|Rachunek kontrahenta|Motkonto|Modkonto',
  text:
    'Description|Details|Transaction details|Narrative|Particulars|Remittance information|Remittance|Memo|Message|Reference text|' +
    'Payment reference|Payment details|Verwendungszweck|Buchungstext|Zweck|Vorgang/Verwendungszweck|Libellé|Libelle|Motif|' +
    'Détails|Concepto|Descripción|Observaciones|Descrizione|Causale|Descrição|Descritivo|Omschrijving|Mededelingen|Opis|Tytuł|' +
    'Opis operacji|Text|Tekst|Meddelande|Melding|Besked|Viesti|Selitys|Reference|Referenz|Kundenreferenz|Kundenreferenz (End-to-End)|' +
    'End to end reference|Référence|Referencia|Riferimento|Referência|Kenmerk|Referens|Referanse|Reference number',
  reference:
    'Transaction ID|Transaction reference|Bank reference|Bankreferenz|Umsatz-ID|Account servicer reference|ID|FITID|CRO|TRN|' +
    'N° opération|Nº operación|Volgnr|Transactiereferentie|Numer transakcji|Arkivreferanse|Arkistointitunnus',
};

const KNOWN: ReadonlyMap<string, BankField> = new Map(
  BANK_FIELDS.flatMap((field) =>
    ALIASES[field].split('|').map((alias) => [normalizeHeader(alias), field] as const),
  ),
);

/** The columns of a header row, or null when it names no date or no amount. The first column of a field counts. */
export function bankColumns(names: readonly string[]): BankColumns | null {
  const places: Partial<Record<BankField, number>> = {};
  const texts: number[] = [];
  for (const [place, name] of names.entries()) {
    const field = KNOWN.get(normalizeHeader(name));
    if (field === 'text') texts.push(place);
    else if (field !== undefined) places[field] ??= place;
  }
  places.date ??= places.valueDate;
  const hasAmount = places.amount !== undefined || places.credit !== undefined;
  return places.date === undefined || !hasAmount ? null : { places, texts };
}
