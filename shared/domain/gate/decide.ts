import { GATE_CHECKS } from './registry.ts';
import type { GateCheck, GateContext, GateEntry, GateFinding, GateItem, GateResult } from './types.ts';

/**
 * Asks every check what may go out. What a check blocks is left out, and the rest is asked about again until nothing
 * more is left out: a credit that did not cover four invoices may cover the one that remains. Remarks are those on
 * what is left. What passes does not depend on the order of the checks, and asking again about it blocks nothing.
 */
export function decide(context: GateContext, checks: readonly GateCheck[] = GATE_CHECKS): GateResult {
  const blocks: GateFinding[] = [];
  let items = context.items;
  for (;;) {
    const findings = checks.flatMap((check) => check.run({ ...context, items }));
    const stopped = findings.filter((finding) => finding.decision === 'block');
    blocks.push(...stopped);
    const rest = without(items, stopped);
    if (rest.length === items.length || rest.length === 0) {
      const remarks = findings.filter((finding) => finding.decision !== 'block');
      return { items: rest, entries: [...blocks, ...remarks].map(entryOf) };
    }
    items = rest;
  }
}

function without(items: readonly GateItem[], stopped: readonly GateFinding[]): readonly GateItem[] {
  const left = new Set(stopped.flatMap((finding) => finding.items.map((item) => item.documentId)));
  return items.filter((item) => !left.has(item.documentId));
}

function entryOf(finding: GateFinding): GateEntry {
  const invoices = finding.items.map((item) => item.number);
  return { code: finding.code, decision: finding.decision, text: finding.text, invoices };
}
