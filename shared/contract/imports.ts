import { z } from 'zod';
import { isCurrencyCode } from '../domain/currencies.ts';
import type { ImportInspection, ImportQuestion } from '../domain/imports/inspection.ts';
import { QUESTION_CODES, ROW_CLASSES } from '../domain/imports/inspection.ts';
import type { ColumnMapping, FieldName, ImportMapping } from '../domain/imports/mapping.ts';
import { columnMapping, FIELD_NAMES } from '../domain/imports/mapping.ts';
import { wholeTextSchema } from './primitives.ts';

const columnName = wholeTextSchema(1_000).min(1).nullable();

const columnsSchema = z
  .strictObject(
    Object.fromEntries(FIELD_NAMES.map((field) => [field, columnName.optional()])) as Record<
      FieldName,
      z.ZodOptional<typeof columnName>
    >,
  )
  .transform((columns): ColumnMapping => columnMapping(columns));

const currencySchema = wholeTextSchema(100)
  .transform((text) => text.trim().toUpperCase())
  .refine(isCurrencyCode, { error: 'is not an ISO 4217 currency code such as USD' });

/** A mapping file or the window's mapping. Optional columns may be missing; an unknown field name is refused. */
export const importMappingSchema = z.object({
  kind: z.enum(['invoices', 'payments']).default('invoices'),
  currency: currencySchema.nullable().default(null),
  dateFormat: wholeTextSchema(40).min(1).default('auto'),
  decimal: z.enum(['.', ',', 'auto']).default('auto'),
  columns: columnsSchema,
  preset: wholeTextSchema(100).nullable().default(null),
  sheet: wholeTextSchema(100).nullable().default(null),
  layout: z.enum(['column', 'group']).default('column'),
}) satisfies z.ZodType<ImportMapping, unknown>;

const rowClassSchema = z.enum(ROW_CLASSES);

const inspectedRowSchema = z.object({
  line: z.int().positive(),
  class: rowClassSchema,
  cells: z.array(z.string()).readonly(),
});

const questionSchema = z.object({
  code: z.enum(QUESTION_CODES),
  column: z.string().nullable(),
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).readonly(),
}) satisfies z.ZodType<ImportQuestion, unknown>;

export const importPresetSchema = z.object({
  id: z.string(),
  name: z.string(),
  evidence: z.string(),
});
export const importPresetListSchema = z.array(importPresetSchema).readonly();

/** What the mapping step shows of a file. */
export const importInspectionSchema = z.object({
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()).readonly(),
  sheet: z.string().nullable(),
  shapeHash: z.string(),
  kind: z.enum(['invoices', 'payments']),
  presets: z.array(importPresetSchema.extend({ confidence: z.number().min(0).max(1) })).readonly(),
  statedAsOf: z.string().nullable(),
  headerLine: z.int().positive(),
  columns: z
    .array(
      z.object({
        index: z.int().nonnegative(),
        name: z.string(),
        recognisedAs: z.enum(FIELD_NAMES).nullable(),
        confidence: z.number().min(0).max(1),
        samples: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  rows: z.array(inspectedRowSchema).readonly(),
  counts: z.record(rowClassSchema, z.int().nonnegative()),
  unknownRows: z.array(inspectedRowSchema).readonly(),
  questions: z.array(questionSchema).readonly(),
  proposedMapping: importMappingSchema,
}) satisfies z.ZodType<ImportInspection, unknown>;

export const rejectedRowSchema = z.object({
  row: z.int().positive(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});

export const importWarningSchema = z.object({
  code: z.string(),
  count: z.int().positive(),
  message: z.string(),
});

/**
 * An open item that a complete newer export no longer holds: asked about, never closed silently. `number` of a payment
 * is its reference, else its date; `openMinor` what is not applied of it.
 */
export const goneItemSchema = z.object({
  id: z.string(),
  kind: z.enum(['invoice', 'credit_note', 'payment']),
  customerNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  number: z.string(),
  currency: z.string(),
  openMinor: z.int(),
});

/**
 * What an import did. Money is integer minor units of its currency; `batch` is null for a dry run, and for a file that
 * was imported before and changed nothing.
 */
export const importResultSchema = z.object({
  batch: z.string().nullable(),
  rows: z.object({
    read: z.int().nonnegative(),
    imported: z.int().nonnegative(),
    updated: z.int().nonnegative(),
    unchanged: z.int().nonnegative(),
    skipped: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
  }),
  customers: z.int().nonnegative(),
  invoices: z.int().nonnegative(),
  totals: z.array(z.object({ currency: z.string(), openMinor: z.int() })).readonly(),
  rejected: z.array(rejectedRowSchema).readonly(),
  warnings: z.array(importWarningSchema).readonly(),
  gone: z.array(goneItemSchema).readonly(),
});

export type ImportMappingInput = z.input<typeof importMappingSchema>;
export type ImportResult = z.output<typeof importResultSchema>;
export type ImportPreset = z.output<typeof importPresetSchema>;
