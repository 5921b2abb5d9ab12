import type { FieldName } from './mapping.ts';

/** Header names that surely mean a field, written as `normalizeHeader` leaves them. */
export const CERTAIN_ALIASES: Readonly<Record<FieldName, string>> = {
  customerNumber:
    'customernumber customerno relatiecode debiteur debiteurnummer klantnummer customerid customercode custnumber custno custid custcode accountnumber accountno ' +
    'accountcode accountref ac acno contactaccountnumber clientnumber clientno clientid clientcode debtorno ' +
    'debtornumber debtorcode debtorid soldtoparty soldto businesspartner partnerid kundennummer kundennr kundenno ' +
    'kdnr debitor debitorennummer debitorennr debitornr numeroclient noclient numclient codeclient ncompteclient ' +
    'numerocliente numerodecliente nocliente codigocliente codigodecliente idcliente customeraccount',
  customerName:
    'customername customer custname namecustomer clientname client debtorname debtor billtoname billto companyname ' +
    'partysname ' +
    'company partyname party customerfullname customercompanyname kundenname kunde firma kontobezeichnung kontoname relatie klant klantnaam name1 nomclient nomduclient ' +
    'raisonsociale cliente nombrecliente nombredelcliente razonsocial',
  invoiceNumber:
    'invoicenumber invoiceno invoicenum invno invnumber invoicenr invoicedocumentnumber documentnumber ' +
    'documentno docnumber docno docnum factuurnummer factuurnr billno billnumber voucherno vchno tranid ' +
    'rechnungsnummer rechnungsnr rechnungnr rechnr renr belegnummer belegnr numerofacture numerodefacture ' +
    'nofacture ndefacture nfacture numfacture numerofactura numerodefactura nofactura nfactura ndefactura',
  invoiceDate:
    'invoicedate invdate factuurdatum documentdate docdate transactiondate txndate txdate trandate issuedate dateissued ' +
    'dateofissue billdate invoicecreatedate rechnungsdatum belegdatum ausstellungsdatum datefacture datedefacture ' +
    'datedelafacture datefacturation datedefacturation fechafactura fechadefactura fechaemision fechadeemision',
  dueDate:
    'duedate due datedue netduedt netduedate vervaldatum dueon dueindate invoiceduedate paymentduedate netduedate maturitydate maturity payby ' +
    'duedatereceiveby falligkeit falligkeitsdatum falligam faellig faelligkeit zahlbarbis echeance datedecheance ' +
    'dateecheance vencimiento fechavencimiento fechadevencimiento',
  amount:
    'amount invoiceamount billamount billamt amountindoccurr amountindoccurrency bedrag factuurbedrag totalamount invoicetotal grandtotal grossamount originalamount origamount invoicevalue ' +
    'invamount amt invamt documentamount transactionamount betrag rechnungsbetrag bruttobetrag gesamtbetrag ' +
    'montant montantttc totalttc montantdelafacture montantfacture importe importetotal importefactura monto totalfactura',
  openAmount:
    'openamount openbalance pendingamount pendingamt openstaand openstaandbedrag soldedu solderestant openbal balance balancedue amountdue invoiceamountdue outstanding outstandingamount ' +
    'amountoutstanding outstandingbalance remaining remainingamount remainingbalance amountremaining unpaid ' +
    'unpaidamount residual amountresidual foreignopenbalance totalopenamount os offenerbetrag offen offenerposten ' +
    'offenersaldo saldo restbetrag solde restedu montantdu resteapayer saldopendiente pendiente importependiente',
  currency:
    'currency currencycode wkz valuta curr ccy invoicecurrency documentcurrency transactioncurrency wahrung waehrung ' +
    'wahrungscode devise monnaie moneda divisa',
  paidDate:
    'paiddate datepaid paidon settleddate settlementdate cleardate clearingdate cleareddate fullypaidon ' +
    'fullypaidondate closeddate bezahltam ausgleichsdatum payele datedereglement fechapago fechadepago',
  disputed: 'disputed dispute indispute isdisputed disputeflag strittig litige enlitige disputa endisputa',
  country: 'country countrycode countryname billingcountry land pays pais',
  terms:
    'terms term paymentterms paymentterm creditterms custpaymentterms termscode zahlungsbedingung ' +
    'zahlungsbedingungen zahlungsziel conditionsdepaiement condicionesdepago',
  poNumber:
    'ponumber pono ponum po purchaseorder purchaseorderno purchaseordernumber customerpo customerpono custpo ' +
    'otherrefnum bestellnummer bestellnr numerodecommande numeropedido',
  email:
    'email emailaddress customeremail billingemail contactemail mail emailadresse courriel correo correoelectronico',
  phone: 'phone phonenumber telephone telephonenumber tel telefon telefonnummer telefono',
  contactName:
    'contactname contactperson primaryperson primarycontact attention ansprechpartner interlocuteur personadecontacto',
  transactionType:
    'transactiontype txntype trantype type documenttype doctype vouchertype vchtype belegart typedepiece ' +
    'tipodedocumento tipodocumento tipo',
  transactionNumber: 'transactionnumber transactionno trannumber tranno transno entryno',
  reference:
    'reference ref invoicereference yourreference yourref customerreference custref referenz referencia',
  paymentDate: 'paymentdate dateofpayment receiptdate receiveddate datereceived zahlungsdatum datedepaiement',
  paymentReference:
    'paymentreference paymentref paymentnumber paymentno paymentid receiptnumber receiptno checkno checknumber ' +
    'chequeno chequenumber zahlungsreferenz',
  unappliedAmount: 'unapplied unappliedamount unappliedbalance unallocated unallocatedamount amountunapplied',
  side: 'sh sollhaben sollhabenkennzeichen drcr crdr debitcredit creditdebit dc drorcr debitcreditindicator sens',
  status: 'status invoicestatus documentstatus statut statuut belegstatus estado',
};

/** Header names that mean a field when nothing surer is there. */
export const LIKELY_ALIASES: Readonly<Partial<Record<FieldName, string>>> = {
  customerNumber: 'account payer customerref konto',
  customerName: 'name contact accountname beschriftung',
  invoiceNumber:
    'invoice invoiceid documentid docid refno num number no nummer rechnung beleg facture factura bill document',
  invoiceDate: 'date issued postingdate documentcreatedate created datum fecha',
  dueDate: 'expecteddate expectedpaymentdate',
  amount:
    'total amountinlocalcur amountinlocalcurrency amountinlc linetotal value gross brutto ttc originalbalance debit',
  openAmount: 'open dueamount totaldue pending',
  currency: 'cur whg lcurr localcurrency',
  transactionNumber: 'no',
  phone: 'mobile',
};
