import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const FILE = join(import.meta.dirname, '../../../../../shared/specs/xero/xero_accounting.yaml');

/** Why Xero's own description cannot be used on this machine; null when it is there. */
export const withoutDescription: string | null = existsSync(FILE)
  ? null
  : 'Xero’s OpenAPI description is not beside this checkout (../shared/specs/xero).';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Description {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, unknown>>;
}

/** Xero's description of what it serves, to check a fake Xero by. */
export interface XeroDescription {
  /** Checks a whole answer; only the schemas that it needs are compiled. */
  validator(schema: string): ValidateFunction;
  /** Names of fields that neither the schema nor any example of the path knows. */
  unknownFields(schema: string, path: string, row: object): readonly string[];
}

export function readXeroDescription(): XeroDescription {
  const { components, paths } = parse(readFileSync(FILE, 'utf8')) as Description;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'xero', components });
  return {
    validator: (schema) => ajv.compile({ $ref: `xero#/components/schemas/${schema}` }),
    unknownFields(schema, path, row) {
      const known = components.schemas[schema]?.properties ?? {};
      const examples = JSON.stringify(paths[path]);
      return Object.keys(row).filter((name) => !(name in known) && !examples.includes(`"${name}":`));
    },
  };
}
