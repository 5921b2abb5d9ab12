import type { ConnectionTest } from '../../../../shared/contract/connections.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectionReport } from '../../connectors/connector.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** What a test found, as it is kept and shown. */
export function testView({ ok, checks, company }: ConnectionReport, at: Instant): ConnectionTest {
  return {
    ok,
    at,
    checks: checks.map(({ step, ok: passed, text }) => ({ step, ok: passed, text })),
    company: company === null ? null : { name: company.name, baseCurrency: company.baseCurrency },
  };
}

/** Keeps the last test of a connection with the books that it found. Errors: `locked` where the workspace is only read. */
export async function keepTest(
  workspace: OpenWorkspace,
  id: ConnectionId,
  report: ConnectionReport,
): Promise<ConnectionTest> {
  const test = testView(report, workspace.now());
  await workspace.db.maintain(
    'recordConnectionCheck',
    { id, checkJson: JSON.stringify(test), company: report.company?.name ?? null, signIn: report.signIn },
    workspace.context(),
  );
  return test;
}
