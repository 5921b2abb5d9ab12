import type { Template } from '../../../shared/contract/templates.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import type { TagTone } from '../../ui/tag.tsx';

/** The stages as titles. */
export const STAGE_TITLES: Readonly<Record<TemplateStage, string>> = {
  before_due: 'Before due',
  friendly: 'Friendly',
  firm: 'Firm',
  final: 'Final',
  statement: 'Statement',
};

/** When each letter is used. */
export const STAGE_PURPOSES: Readonly<Record<TemplateStage, string>> = {
  before_due: 'A courtesy note some days before the due date.',
  friendly: 'The first reminder: it may have been overlooked.',
  firm: 'The second reminder: asks for payment or a date.',
  final: 'The last reminder before the case goes further.',
  statement: 'Everything that is open, with the request to check it.',
};

/** A wording that is being written. */
export interface Wording {
  readonly subject: string;
  readonly body: string;
}

export function isSameWording(left: Wording, right: Wording): boolean {
  return left.subject === right.subject && left.body === right.body;
}

export interface TemplateStateView {
  readonly text: string;
  readonly tone: TagTone;
}

/** Whether the wording may go out without a remark, in two words. */
export function templateState(
  template: Pick<Template, 'approved' | 'shipped'>,
  unsaved: boolean,
): TemplateStateView {
  if (unsaved) return { text: 'not saved', tone: 'amber' };
  if (!template.approved) return { text: 'not approved', tone: 'amber' };
  return { text: template.shipped ? 'as shipped' : 'approved', tone: 'neutral' };
}

/** Who answers for the wording, as a sentence. */
export function answeredFor(template: Template): string {
  if (!template.approved) return 'Nobody has approved this version yet.';
  if (template.approvedBy !== null) return `Approved by ${template.approvedBy}.`;
  return template.shipped ? 'Approved as shipped with Duebook.' : 'Approved.';
}

/** What is put into the text when a field or tag is picked. */
export function insertion(name: string): string {
  return name.startsWith('{') ? name : `{{ ${name} }}`;
}

/** The text with something put in where the cursor is, and where the cursor stands after it. */
export function insertedAt(
  text: string,
  from: number,
  to: number,
  piece: string,
): { text: string; cursor: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), cursor: from + piece.length };
}
