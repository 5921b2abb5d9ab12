/** The five stages of a reminder, in order of firmness; `statement` stands beside them. */
export const TEMPLATE_STAGES = ['before_due', 'friendly', 'firm', 'final', 'statement'] as const;
export type TemplateStage = (typeof TEMPLATE_STAGES)[number];
