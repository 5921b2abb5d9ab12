import { isIban } from '../../../../shared/domain/cash-application/remittance-text.ts';

/** An account as a bank writes it: an IBAN without spaces, else the number itself; null for none. */
export function accountText(text: string): string | null {
  const compact = text.replace(/\s+/gu, '').toUpperCase();
  if (isIban(compact)) return compact;
  const number = text.trim();
  return /\d{4}/u.test(compact) && number.length <= 60 ? number : null;
}
