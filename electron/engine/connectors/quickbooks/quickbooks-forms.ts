import { z } from 'zod';
import { numberText, wholeNumber } from '../http/json.ts';

// Forms of what the accounting API of QuickBooks Online serves (Intuit's XSDs, version 3): only the fields that are read.

const text = z.string().nullish();
const id = z.string().min(1);
const reference = z.object({ value: id, name: text });
const optional = reference.nullish();

/** `status` is only there in the change feed; `MetaData` always. */
const entity = {
  Id: id,
  status: text,
  MetaData: z.object({ LastUpdatedTime: z.string().min(1) }),
};

/** What is needed of a row before it is read as what it is. */
export const headForm = z.object(entity);

/** The outside of a query's answer; each row is read on its own, so that one bad row does not stop the others. */
export const queryForm = z.object({
  QueryResponse: z.record(z.string(), z.unknown()),
  time: z.string().min(1),
});

/** The outside of the change feed's answer. */
export const changesForm = z.object({
  CDCResponse: z.array(z.object({ QueryResponse: z.array(z.record(z.string(), z.unknown())).nullish() })),
  time: z.string().min(1),
});

export const companyForm = z.object({
  CompanyInfo: z.object({
    CompanyName: z.string(),
    NameValue: z.array(z.object({ Name: z.string(), Value: text })).nullish(),
  }),
});

export const preferencesForm = z.object({
  CurrencyPrefs: z.object({ MultiCurrencyEnabled: z.boolean().nullish(), HomeCurrency: optional }).nullish(),
});

export const currencyForm = z.object({ ...entity, Code: z.string() });

export const termForm = z.object({
  Id: id,
  Name: z.string(),
  Type: text,
  DueDays: wholeNumber.nullish(),
});

export const accountForm = z.object({ Id: id });

const email = z.object({ Address: text }).nullish();

export const customerForm = z.object({
  ...entity,
  DisplayName: z.string().min(1),
  FullyQualifiedName: text,
  GivenName: text,
  FamilyName: text,
  Active: z.boolean().nullish(),
  AcctNum: text,
  ParentRef: optional,
  BillWithParent: z.boolean().nullish(),
  CurrencyRef: optional,
  SalesTermRef: optional,
  CreditLimit: numberText.nullish(),
  Balance: numberText.nullish(),
  PrimaryEmailAddr: email,
  PrimaryPhone: z.object({ FreeFormNumber: text }).nullish(),
  BillAddr: z.object({ Country: text }).nullish(),
});
export type QuickbooksCustomer = z.infer<typeof customerForm>;

const linked = z.array(z.object({ TxnId: id, TxnType: z.string(), TxnLineId: text })).nullish();

const document = {
  ...entity,
  DocNumber: text,
  TxnDate: z.string(),
  DueDate: text,
  CustomerRef: reference,
  CurrencyRef: optional,
  SalesTermRef: optional,
  PONumber: text,
  PrivateNote: text,
  TotalAmt: numberText,
  Balance: numberText.nullish(),
  LinkedTxn: linked,
};

export const invoiceForm = z.object({ ...document, Balance: numberText });
export const creditMemoForm = z.object({ ...document, RemainingCredit: numberText.nullish() });
export type QuickbooksDocument = z.infer<typeof creditMemoForm>;

export const paymentForm = z.object({
  ...entity,
  TxnDate: z.string(),
  CustomerRef: reference,
  CurrencyRef: optional,
  PaymentMethodRef: optional,
  PaymentRefNum: text,
  PrivateNote: text,
  TotalAmt: numberText,
  UnappliedAmt: numberText.nullish(),
  Line: z.array(z.object({ Amount: numberText, LinkedTxn: linked })).nullish(),
});
export type QuickbooksPayment = z.infer<typeof paymentForm>;

export const refundForm = z.object({
  ...entity,
  DocNumber: text,
  TxnDate: z.string(),
  CustomerRef: optional,
  CurrencyRef: optional,
  PaymentMethodRef: optional,
  PaymentRefNum: text,
  PrivateNote: text,
  TotalAmt: numberText,
});

export const journalForm = z.object({
  ...entity,
  DocNumber: text,
  TxnDate: z.string(),
  CurrencyRef: optional,
  PrivateNote: text,
  LinkedTxn: linked,
  Line: z
    .array(
      z.object({
        Id: text,
        Amount: numberText.nullish(),
        LinkedTxn: linked,
        JournalEntryLineDetail: z
          .object({
            PostingType: text,
            AccountRef: optional,
            Entity: z.object({ Type: text, EntityRef: optional }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
export type QuickbooksJournal = z.infer<typeof journalForm>;
