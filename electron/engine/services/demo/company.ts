import type { DemoData } from './demo-data.ts';

/** The invented distributor whose books the demo shows; the account numbers are recognisably not real. */
export const DEMO_COMPANY: DemoData['company'] = {
  name: 'Tidewell Components Ltd',
  address: 'Unit 14, Kelsall Dock\nDublin 2\nIreland',
  phone: '+353 20 915 0140',
  email: 'accounts@tidewell.example',
  paymentInstructions: [
    'Please pay by bank transfer and quote the invoice number.',
    'EUR: IBAN IE00 DEMO 0000 0012 3456 78',
    'GBP: sort code 00-00-00, account 00012345',
    'USD: routing 000000000, account 0000123456',
  ].join('\n'),
  portalUrl: '',
};

export const DEMO_SENDER: DemoData['sender'] = {
  name: 'Maya Lindqvist',
  title: 'Accounts receivable',
  email: 'maya.lindqvist@tidewell.example',
  phone: '+353 20 915 0142',
};

/** Who worked on the accounts: mostly the sender, sometimes a colleague. */
export const DEMO_COLLEAGUE = 'Tom Adeyemi';
