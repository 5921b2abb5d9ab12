import type { ConnectionTest } from '../../../../shared/contract/connections.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectionReport, RequestCost } from '../../connectors/connector.ts';
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

/** What a test found, and what its calls cost. */
export interface TriedConnection extends ConnectionReport {
  readonly cost: { readonly calls: number; readonly bytes: number };
}

/** Adds up what requests cost. */
export function costMeter(): { readonly cost: TriedConnection['cost']; onCost(cost: RequestCost): void } {
  const cost = { calls: 0, bytes: 0 };
  return {
    cost,
    onCost({ calls, bytesIn, bytesOut }) {
      cost.calls += calls;
      cost.bytes += bytesIn + bytesOut;
    },
  };
}

/** Counts the calls of a test with those of the reads. Nothing is counted where the workspace is only read. */
export async function countTest(
  workspace: OpenWorkspace,
  connectionId: ConnectionId,
  { cost }: Pick<TriedConnection, 'cost'>,
): Promise<void> {
  if (!workspace.canWrite || cost.calls === 0) return;
  await workspace.db.maintain('countUsage', { connectionId, ...cost }, workspace.context());
}

/** Keeps the last test of a connection with the books that it found, and counts its calls. Errors: `locked` where the workspace is only read. */
export async function keepTest(
  workspace: OpenWorkspace,
  id: ConnectionId,
  report: ConnectionReport & Partial<Pick<TriedConnection, 'cost'>>,
): Promise<ConnectionTest> {
  const test = testView(report, workspace.now());
  await workspace.db.maintain(
    'recordConnectionCheck',
    { id, checkJson: JSON.stringify(test), company: report.company?.name ?? null, signIn: report.signIn },
    workspace.context(),
  );
  if (report.cost !== undefined) await countTest(workspace, id, { cost: report.cost });
  return test;
}
