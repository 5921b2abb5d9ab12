/** One query of QuickBooks' language, as far as the fake understands it. */
export interface ParsedQuery {
  readonly table: string;
  /** Only how many there are. */
  readonly counted: boolean;
  readonly since: number | null;
  readonly ids: readonly string[] | null;
  /** Without the condition only active rows come. */
  readonly withInactive: boolean;
  readonly ordered: boolean;
  readonly start: number;
  readonly most: number;
}

const QUERY =
  /^select (?<what>\*|count\(\*\)) from (?<table>\w+)(?: where (?<where>.+?))?(?: orderby (?<order>MetaData\.LastUpdatedTime)(?: asc)?)?(?: startposition (?<start>\d+))?(?: maxresults (?<most>\d+))?$/i;
const SINCE = /^MetaData\.LastUpdatedTime >= '([^']+)'$/;
const IDS = /^Id in \(((?:'\d+'(?:, ?)?)+)\)$/i;
const ACTIVE = /^Active in \(true, ?false\)$/i;
const ACCOUNTS = "AccountType = 'Accounts Receivable'";

/** Null for what is not understood, as QuickBooks answers with a fault. */
export function parseQuery(text: string): ParsedQuery | null {
  const parts = QUERY.exec(text)?.groups;
  if (parts === undefined) return null;
  let since: number | null = null;
  let ids: readonly string[] | null = null;
  let withInactive = false;
  for (const condition of parts.where?.split(' and ') ?? []) {
    const from = SINCE.exec(condition)?.[1];
    const some = IDS.exec(condition)?.[1];
    if (from !== undefined) since = Date.parse(from);
    else if (some !== undefined) ids = some.match(/\d+/g) ?? [];
    else if (ACTIVE.test(condition)) withInactive = true;
    else if (condition !== ACCOUNTS) return null;
  }
  if (Number.isNaN(since)) return null;
  return {
    table: parts.table ?? '',
    counted: parts.what !== '*',
    since,
    ids,
    withInactive,
    ordered: parts.order !== undefined,
    start: Number(parts.start ?? '1'),
    // A hundred unless asked for, and never more than a thousand.
    most: Math.min(1_000, Number(parts.most ?? '100')),
  };
}
