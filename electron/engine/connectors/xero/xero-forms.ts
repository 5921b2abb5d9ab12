import { z } from 'zod';
import { numberText, wholeNumber } from '../http/json.ts';

// Forms of what Xero's Accounting API serves (its OpenAPI description, version 16): only the fields that are read.

const text = z.string().nullish();
const id = z.string().min(1);
const changed = { UpdatedDateUTC: text, UpdatedDateUTCString: text };
const dated = { Date: text, DateString: text };

const pagination = z.object({ itemCount: wholeNumber.nullish(), pageCount: wholeNumber.nullish() }).nullish();

/** The outside of every list; each row is read on its own, so that one bad row does not stop the others. */
export const envelope = z.looseObject({ DateTimeUTC: text, pagination });

export const organisationForm = z.object({
  Name: z.string(),
  BaseCurrency: text,
  OrganisationStatus: text,
});

export const connectionsForm = z.array(z.object({ tenantId: id, tenantType: text, tenantName: text }));

export const currencyForm = z.object({ Code: z.string() });

const phone = z.object({
  PhoneType: text,
  PhoneNumber: text,
  PhoneAreaCode: text,
  PhoneCountryCode: text,
});

export const contactForm = z.object({
  ContactID: id,
  MergedToContactID: text,
  ContactNumber: text,
  AccountNumber: text,
  ContactStatus: text,
  Name: z.string(),
  FirstName: text,
  LastName: text,
  EmailAddress: text,
  IsSupplier: z.boolean().nullish(),
  IsCustomer: z.boolean().nullish(),
  ContactPersons: z
    .array(
      z.object({
        FirstName: text,
        LastName: text,
        EmailAddress: text,
        IncludeInEmails: z.boolean().nullish(),
      }),
    )
    .nullish(),
  Addresses: z.array(z.object({ AddressType: text, Country: text })).nullish(),
  Phones: z.array(phone).nullish(),
  PaymentTerms: z.object({ Sales: z.object({ Day: wholeNumber.nullish(), Type: text }).nullish() }).nullish(),
  Balances: z
    .object({ AccountsReceivable: z.object({ Outstanding: numberText.nullish() }).nullish() })
    .nullish(),
  ...changed,
});
export type XeroContact = z.infer<typeof contactForm>;

export const invoiceForm = z.object({
  InvoiceID: id,
  Type: z.string(),
  InvoiceNumber: text,
  Reference: text,
  Contact: z.object({ ContactID: id }),
  ...dated,
  DueDate: text,
  DueDateString: text,
  Status: z.string(),
  CurrencyCode: z.string(),
  Total: numberText,
  AmountDue: numberText,
  ...changed,
});

const allocations = z
  .array(
    z.object({
      AllocationID: text,
      Amount: numberText,
      ...dated,
      Invoice: z.object({ InvoiceID: id }),
      IsDeleted: z.boolean().nullish(),
    }),
  )
  .nullish();

export const creditNoteForm = z.object({
  CreditNoteID: id,
  Type: z.string(),
  CreditNoteNumber: text,
  Reference: text,
  Contact: z.object({ ContactID: id }),
  ...dated,
  DueDate: text,
  DueDateString: text,
  Status: z.string(),
  CurrencyCode: z.string(),
  Total: numberText,
  RemainingCredit: numberText,
  Allocations: allocations,
  ...changed,
});

export const paymentForm = z.object({
  PaymentID: id,
  PaymentType: z.string(),
  Status: z.string(),
  Amount: numberText,
  Reference: text,
  ...dated,
  Invoice: z
    .object({ InvoiceID: id, Type: text, CurrencyCode: text, Contact: z.object({ ContactID: id }).nullish() })
    .nullish(),
  ...changed,
});

/** Overpayments and prepayments differ in the name of their id only. */
export const moneyOnAccountForm = z.object({
  OverpaymentID: text,
  PrepaymentID: text,
  Type: z.string(),
  Contact: z.object({ ContactID: id }),
  ...dated,
  Status: z.string(),
  CurrencyCode: z.string(),
  Total: numberText,
  RemainingCredit: numberText,
  Reference: text,
  Allocations: allocations,
  ...changed,
});
export type XeroAllocations = z.infer<typeof allocations>;
