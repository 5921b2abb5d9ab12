import { isBucketHeader, normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { PresetCandidate } from '../../../../shared/domain/imports/inspection.ts';
import type { CustomerLayout, FieldName, ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { columnMapping, FIELD_NAMES } from '../../../../shared/domain/imports/mapping.ts';
import type { ImportPresetLayout } from '../../../../shared/domain/imports/presets.ts';
import { GENERIC_PRESET_ID, IMPORT_PRESETS } from '../../../../shared/domain/imports/presets.ts';
import { recogniseColumns } from '../../../../shared/domain/imports/recognise.ts';
import type { FoundHeader } from './header.ts';
import { numberBesideName } from './number-beside-name.ts';

const BY_HEADERS = 0.7;
const BY_TITLE = 0.3;
const NEEDED = 0.6;
const GENERIC_CONFIDENCE = 0.3;

/** Fields that any export may carry beside those of its preset. */
const EXTRA_FIELDS: readonly FieldName[] = [
  'currency',
  'country',
  'terms',
  'poNumber',
  'email',
  'phone',
  'disputed',
  'paidDate',
];

/** The presets that a file may be of, the surest first; the generic one is always there. */
export function presetCandidates(header: FoundHeader): readonly PresetCandidate[] {
  const names = new Set(header.names.map(normalizeHeader));
  const titles = header.titles.flatMap((row) => row.cells).filter((cell) => cell.length < 500);
  const scored = IMPORT_PRESETS.map((preset) => ({
    preset,
    confidence: confidenceOf(preset, names, titles),
  }));
  return scored
    .filter(({ confidence, preset }) => confidence >= NEEDED || preset.id === GENERIC_PRESET_ID)
    .sort((a, b) => b.confidence - a.confidence || b.preset.signature.length - a.preset.signature.length)
    .map(({ preset, confidence }) => ({
      id: preset.id,
      name: preset.name,
      evidence: preset.evidence,
      confidence,
    }));
}

function confidenceOf(
  preset: ImportPresetLayout,
  names: ReadonlySet<string>,
  titles: readonly string[],
): number {
  if (preset.id === GENERIC_PRESET_ID) return GENERIC_CONFIDENCE;
  const found = preset.signature.filter((alternatives) =>
    alternatives.split('|').some((name) => names.has(name)),
  );
  const { title } = preset;
  const titled = title !== null && titles.some((text) => title.test(text));
  return (found.length / preset.signature.length) * BY_HEADERS + (titled ? BY_TITLE : 0);
}

/** The mapping that a preset makes of a header; columns it does not know are left out. */
export function mappingByPreset(preset: ImportPresetLayout, header: FoundHeader): ImportMapping {
  if (preset.id === GENERIC_PRESET_ID) return genericMapping(header);
  const names = header.names.map((name) => (isBucketHeader(name) ? '' : normalizeHeader(name)));
  const columns: Partial<Record<FieldName, string | null>> = {};
  for (const field of FIELD_NAMES) {
    const at = (preset.columns[field] ?? '')
      .split(' ')
      .map((name) => (name === '' ? -1 : names.indexOf(name)))
      .find((index) => index >= 0);
    if (at !== undefined) columns[field] = header.names[at] ?? null;
  }
  dropHomeAmount(columns);
  const used = new Set(Object.values(columns));
  for (const [index, recognition] of recogniseColumns(header.names).entries()) {
    const name = header.names[index];
    if (recognition === null || name === undefined || used.has(name)) continue;
    if (EXTRA_FIELDS.includes(recognition.field)) columns[recognition.field] ??= name;
  }
  const { kind, layout, dateFormat, id } = preset;
  return {
    kind,
    currency: null,
    dateFormat,
    decimal: 'auto',
    columns: columnMapping(columns),
    preset: id,
    sheet: null,
    layout,
  };
}

/** An open amount in the customer's currency must not stand beside a total in the home currency. */
function dropHomeAmount(columns: Partial<Record<FieldName, string | null>>): void {
  const open = normalizeHeader(columns.openAmount ?? '');
  const amount = normalizeHeader(columns.amount ?? '');
  if (open.includes('foreign') && !amount.includes('foreign')) columns.amount = null;
}

function genericMapping(header: FoundHeader): ImportMapping {
  const columns: Partial<Record<FieldName, string>> = {};
  for (const [index, recognition] of recogniseColumns(header.names).entries()) {
    const name = header.names[index];
    if (recognition !== null && name !== undefined) columns[recognition.field] = name;
  }
  Object.assign(columns, numberBesideName(header, columns));
  const received = columns.paymentDate !== undefined || columns.paymentReference !== undefined;
  const kind =
    received && columns.dueDate === undefined && columns.openAmount === undefined ? 'payments' : 'invoices';
  const named = columns.customerNumber !== undefined || columns.customerName !== undefined;
  const layout: CustomerLayout = named ? 'column' : 'group';
  return {
    kind,
    currency: null,
    dateFormat: 'auto',
    decimal: 'auto',
    columns: columnMapping(columns),
    preset: GENERIC_PRESET_ID,
    sheet: null,
    layout,
  };
}
