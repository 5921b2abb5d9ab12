import { booksField, isChosen } from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionForm } from '../../../../shared/domain/connections/connection-form.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** The settings of a connection by the names of their fields. */
export type ConnectionSettings = Readonly<Record<string, string>>;

/** What is set: what was entered, and whose books the sign-in found. */
export function settingsOf({ kind, settingsJson }: Pick<ConnectionRow, 'kind' | 'settingsJson'>): {
  readonly entered: ConnectionSettings;
  readonly books: ConnectionSettings;
} {
  const { ...entered } = JSON.parse(settingsJson) as Record<string, string>;
  const name = booksField(kind);
  const id = name === null ? undefined : entered[name];
  if (name === null || id === undefined) return { entered, books: {} };
  delete entered[name];
  return { entered, books: { [name]: id } };
}

/** Whether the same stands in both. */
export function sameSettings(one: ConnectionSettings, other: ConnectionSettings): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

/**
 * The values that the form asks for and no other; an optional one that is empty is left out, and so is one that is not
 * asked for with what was chosen.
 *
 * @param settings in which the choices stand; of secrets these are others than what is given.
 * @throws EngineError `validation` with the `field`.
 */
export function checkedValues(
  form: ConnectionForm,
  given: Readonly<Record<string, string>>,
  secret: boolean,
  settings: ConnectionSettings = given,
): Record<string, string> {
  const fields = form.fields.filter((field) => field.secret === secret && !field.fromSignIn);
  const names = fields.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new EngineError(
      'validation',
      `${form.system} has no ${secret ? 'secret' : 'setting'} "${unknown}". Known are: ${names.join(', ')}.`,
      { field: unknown },
    );
  }
  return Object.fromEntries(
    fields.flatMap(({ name, label, optional, choices, onlyWith }) => {
      if (onlyWith !== undefined && !isChosen(form.fields, onlyWith, settings)) return [];
      const value = secret ? (given[name] ?? '') : (given[name] ?? '').trim();
      refuseUnknownChoice(form, name, choices, value);
      if (value !== '') return [[name, value]];
      if (optional) return [];
      throw new EngineError('validation', `${form.system} needs "${name}" (${label}).`, { field: name });
    }),
  );
}

function refuseUnknownChoice(
  { system }: ConnectionForm,
  name: string,
  choices: ConnectionForm['fields'][number]['choices'],
  value: string,
): void {
  if (choices === undefined || value === '' || choices.some((one) => one.value === value)) return;
  const known = choices.map((one) => `"${one.value}"`).join(', ');
  throw new EngineError('validation', `"${name}" of ${system} cannot be "${value}". Known are: ${known}.`, {
    field: name,
  });
}
