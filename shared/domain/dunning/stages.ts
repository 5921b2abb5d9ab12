import type { TemplateStage } from '../letters/stages.ts';

/** The stages that escalate, mildest first. */
export const REMINDERS = ['friendly', 'firm', 'final'] as const satisfies readonly TemplateStage[];
export type Reminder = (typeof REMINDERS)[number];

export const STAGE_LABELS: Readonly<Record<TemplateStage, string>> = {
  before_due: 'Before the due date',
  friendly: 'Friendly reminder',
  firm: 'Firm reminder',
  final: 'Final notice',
  statement: 'Statement of account',
};

/** When a stage is proposed, in days; a workspace can change them. */
export interface DunningSteps {
  /** Invoices due within this many days get the message before the due date. */
  readonly beforeDueDays: number;
  /** From this many days past due on, the reminder is firm. */
  readonly firmFromDays: number;
  /** From this many days past due on, it is the final notice. */
  readonly finalFromDays: number;
  /** The next stage is proposed at the earliest this many days after the one before. */
  readonly gapDays: number;
}

export const DEFAULT_DUNNING_STEPS: DunningSteps = {
  beforeDueDays: 7,
  firmFromDays: 15,
  finalFromDays: 45,
  gapDays: 7,
};
