import { z } from 'zod';
import type { TemplateId } from '../domain/ids.ts';
import { TEMPLATE_STAGES } from '../domain/letters/stages.ts';
import { procedure } from './base.ts';
import { idOf, instantSchema, textSchema } from './primitives.ts';

export const templateSchema = z.object({
  id: idOf<TemplateId>(),
  stage: z.enum(TEMPLATE_STAGES),
  language: z.string(),
  version: z.number().int(),
  subject: z.string(),
  body: z.string(),
  /** Approved wording goes out without a warning. Shipped templates are approved as shipped. */
  approved: z.boolean(),
  approvedBy: z.string().nullable(),
  shipped: z.boolean(),
  createdAt: instantSchema,
  createdBy: z.string(),
});
export type Template = z.infer<typeof templateSchema>;

const wordingSchema = z.object({
  stage: z.enum(TEMPLATE_STAGES),
  language: textSchema(10),
  subject: textSchema(500),
  body: textSchema(50_000),
});

export const templatesContract = {
  /** The version in use of each stage and language. */
  list: procedure.output(z.array(templateSchema)),
  versions: procedure
    .input(z.object({ stage: z.enum(TEMPLATE_STAGES), language: textSchema(10) }))
    .output(z.array(templateSchema)),
  /** Keeps a new version. Refused with `bad_template` (line, reason) when it does not parse or uses an unknown field. */
  save: procedure.input(wordingSchema).output(templateSchema),
  /** A person answers for the wording; logged. */
  approve: procedure.input(z.object({ id: idOf<TemplateId>() })).output(templateSchema),
  /** Renders with an invented customer. */
  preview: procedure.input(wordingSchema).output(
    z.object({
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      unresolved: z.array(z.string()),
      error: z.object({ message: z.string(), line: z.number().nullable() }).nullable(),
    }),
  ),
  /** The fields and tags that a template may use, for the editor's help. */
  fields: procedure.output(z.array(z.object({ name: z.string(), text: z.string() }))),
};
