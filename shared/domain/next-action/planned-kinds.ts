/** What a person can plan for an account: the kinds of next actions. */
export const PLANNED_KINDS = ['call', 'mail', 'wait', 'escalate', 'send_copy', 'review', 'other'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];
