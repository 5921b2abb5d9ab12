/** What a customer's books hold that must never lie in a file unencrypted, each in the forms in which it is written. */
export const PLANTED = {
  customer: 'Quorzebak Plantagenwerke',
  email: 'zahlung@quorzebak-plantagen.example',
  amounts: ['7316549.83', '7,316,549.83', '7.316.549,83', '731654983'],
  note: 'They whispered that the fjord invoice is disputed.',
  passphrase: 'the quiet heron counts nine lanterns',
  password: 'mailbox-password-Xq7!lantern',
} as const;

export const PLANTED_TEXTS: readonly string[] = [
  PLANTED.customer,
  PLANTED.email,
  ...PLANTED.amounts,
  PLANTED.note,
  PLANTED.passphrase,
  PLANTED.password,
];
