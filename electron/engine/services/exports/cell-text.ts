import { formatDecimal } from '../../../../shared/domain/money.ts';
import type { ExportColumn } from './columns.ts';
import { defuseFormula } from './formula-injection.ts';

const PHONE_NUMBER = /^\+?[\d\s().\-/]+$/;

/**
 * A cell as plain text: defused text, decimal amounts with a point (`-1234.50`), whole numbers, `YYYY-MM-DD` and
 * ISO 8601 UTC. An empty text for `null`.
 */
export function cellText<Row>(column: ExportColumn<Row>, row: Row): string {
  switch (column.kind) {
    case 'text':
      return defuseFormula(column.value(row) ?? '');
    case 'phone': {
      const phone = column.value(row) ?? '';
      return PHONE_NUMBER.test(phone) ? phone.replace(/\s+/g, ' ').trim() : defuseFormula(phone);
    }
    case 'money': {
      const money = column.value(row);
      return money === null ? '' : formatDecimal(money.minor, money.currency);
    }
    case 'integer':
      return column.value(row)?.toString() ?? '';
    default:
      return column.value(row) ?? '';
  }
}
