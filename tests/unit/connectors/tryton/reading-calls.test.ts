import { describe, expect, it } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import { refuseWriting } from '../../../../electron/engine/connectors/tryton/reading-calls.ts';

function isLetThrough(method: string, parameters: readonly unknown[]): boolean {
  try {
    refuseWriting(method, parameters);
    return true;
  } catch (error) {
    expect(failureReason(error)).toBe('bad_request');
    return false;
  }
}

describe('calls of Tryton', () => {
  it.each([
    ['model.account.invoice.search_read', [[]]],
    ['model.account.invoice-account.move.line.search', [[]]],
    ['model.res.user.get_preferences', [true, {}]],
    ['model.ir.model.access.get_access', [['party.party'], {}]],
    ['model.account.invoice.create', [[], {}]],
    ['model.account.invoice.write', [[], {}, {}]],
    ['wizard.account.invoice.pay.create', [{}]],
    ['wizard.account.invoice.pay.delete', [7, {}]],
  ] as const)('that read, or try with nothing to write, are let through: %s', (method, parameters) => {
    expect(isLetThrough(method, parameters)).toBe(true);
  });

  it.each([
    ['model.account.invoice.create', [[{ party: 1 }], {}]],
    ['model.account.invoice.write', [[1], { state: 'paid' }, {}]],
    ['model.account.invoice.write', ['1', {}, {}]],
    ['model.account.invoice.delete', [[1], {}]],
    ['model.account.invoice.delete', [[], {}]],
    ['model.account.invoice.post', [[1], {}]],
    ['model.account.invoice.cancel', [[1], {}]],
    ['model.ir.note.create', [[{ resource: 'party.party,1', message: 'x' }], {}]],
    ['wizard.account.invoice.pay.execute', [7, {}, 'pay', {}]],
    ['report.account.invoice.execute', [[1], {}]],
    ['common.db.reset_password', ['admin']],
    ['model.account.invoice.search\nmodel.account.invoice.post', [[1], {}]],
  ] as const)('that could change something are never sent: %s', (method, parameters) => {
    expect(isLetThrough(method, parameters)).toBe(false);
  });
});
