/**
 * The five steps of dunning, in the order in which an account meets them. `statement` stands beside the ladder:
 * it lists everything that is open and asks for nothing but a check.
 */
export const TEMPLATE_STAGES = ['before_due', 'friendly', 'firm', 'final', 'statement'] as const;
export type TemplateStage = (typeof TEMPLATE_STAGES)[number];

export function isTemplateStage(text: string): text is TemplateStage {
  return (TEMPLATE_STAGES as readonly string[]).includes(text);
}
