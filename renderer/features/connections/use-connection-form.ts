import { useEffect, useRef, useState } from 'react';
import type {
  ConnectionFormView,
  ConnectionTest,
  ConnectionView,
} from '../../../shared/contract/connections.ts';
import { isChosen } from '../../../shared/domain/connections/connection-fields.ts';
import { useClient } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';

/** What is typed for a connection; texts by the names of the fields that its system asks for. */
export interface TypedConnection {
  readonly kind: ConnectionFormView['kind'];
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The fields that are asked for with what was chosen. */
export function askedFields(
  form: ConnectionFormView,
  values: TypedConnection['values'],
): ConnectionFormView['fields'] {
  return form.fields.filter(
    ({ onlyWith }) => onlyWith === undefined || isChosen(form.fields, onlyWith, values),
  );
}

/** The secrets that are in the key store and stay when nothing is typed: those of the way in which it signs in now. */
export function keptSecrets(form: ConnectionFormView, connection: ConnectionView | null): readonly string[] {
  if (connection === null || !connection.hasSecrets) return [];
  return askedFields(form, connection.settings).flatMap(({ name, secret }) => (secret ? [name] : []));
}

/** Whether a person signs in in the browser once this is saved. */
export function signsInLater(
  { fields, browserSignIn }: ConnectionFormView,
  values: TypedConnection['values'],
): boolean {
  if (browserSignIn === undefined || browserSignIn === true) return browserSignIn === true;
  return isChosen(fields, browserSignIn, values);
}

/** What is missing before it can be tried, by field; `name` only counts when it is saved. */
export function formProblems(
  form: ConnectionFormView,
  typed: TypedConnection,
  kept: readonly string[],
): Readonly<Record<string, string>> {
  const missing = askedFields(form, typed.values).filter(
    ({ name, optional }) => !optional && (typed.values[name] ?? '').trim() === '' && !kept.includes(name),
  );
  return Object.fromEntries([
    ...missing.map(({ name, label }) => [name, `Enter the ${lowered(label)}.`]),
    ...(typed.name.trim() === '' ? [['$name', 'Give the connection a name.']] : []),
  ]);
}

/** The field that the engine did not accept, with its reason; null for an error of another kind. */
export function refusedField(
  form: ConnectionFormView,
  error: unknown,
): { readonly name: string; readonly reason: string } | null {
  if (error === null) return null;
  const { code, details, text } = shownError(error);
  const field = form.fields.find(({ name }) => name === details.field);
  return code === 'validation' && field !== undefined ? { name: field.name, reason: text } : null;
}

/** A label in the middle of a sentence: "API key" stays as it is. */
function lowered(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** The typed texts of settings or of secrets; secrets that were left empty stay as they are. */
export function valuesOf(form: ConnectionFormView, typed: TypedConnection, secret: boolean) {
  return Object.fromEntries(
    askedFields(form, typed.values)
      .filter((field) => field.secret === secret)
      .map(({ name }) => [name, typed.values[name] ?? ''] as const)
      .filter(([, value]) => !secret || value !== ''),
  );
}

/** What is typed for a new connection or the change of one, how it is tried, and how it is saved. */
export function useConnectionForm(
  form: ConnectionFormView,
  connection: ConnectionView | null,
  onSaved: (connection: ConnectionView) => void,
) {
  const client = useClient();
  const [typed, setTyped] = useState<TypedConnection>({
    kind: form.kind,
    name: connection?.name ?? form.system,
    values: connection?.settings ?? {},
  });
  const [asked, setAsked] = useState<'nothing' | 'test' | 'save'>('nothing');
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tested, setTested] = useState<ConnectionTest | null>(null);
  const [heldUp, setHeldUp] = useState(0);
  const ending = useRef<AbortController | null>(null);
  useEffect(() => () => ending.current?.abort(), []);
  const { $name, ...fieldProblems } = formProblems(form, typed, keptSecrets(form, connection));
  const untouched = asked === 'nothing';
  const refused = refusedField(form, error);

  /** A test that still runs ends when something else is asked for; saving does not wait for it. */
  const attempt = async (what: 'test' | 'save', act: (signal: AbortSignal) => Promise<void>) => {
    setAsked(what);
    if (busy === 'save') return;
    if (Object.keys(fieldProblems).length > 0 || (what === 'save' && $name !== undefined)) {
      setHeldUp((times) => times + 1);
      return;
    }
    const controller = new AbortController();
    ending.current?.abort();
    ending.current = controller;
    setBusy(what);
    setError(null);
    try {
      await act(controller.signal);
    } catch (cause) {
      if (!controller.signal.aborted) {
        setError(cause);
        setHeldUp((times) => times + 1);
      }
    } finally {
      if (ending.current === controller) setBusy(null);
    }
  };
  const test = () =>
    attempt('test', async (signal) => {
      setTested(null);
      const input = {
        id: connection?.id ?? null,
        kind: form.kind,
        settings: valuesOf(form, typed, false),
        secrets: valuesOf(form, typed, true),
      };
      setTested(await client.connections.tryOut(input, { signal }));
    });
  const save = () =>
    attempt('save', async () => {
      const settings = valuesOf(form, typed, false);
      const secrets = valuesOf(form, typed, true);
      const { name } = typed;
      onSaved(
        connection === null
          ? await client.connections.add({ name, kind: form.kind, settings, secrets })
          : await client.connections.change({ id: connection.id, name, settings, secrets }),
      );
    });
  return {
    typed,
    change: (part: Partial<TypedConnection>) => {
      setTyped((before) => ({ ...before, ...part }));
      setTested(null);
      if (refused !== null) setError(null);
    },
    problems: {
      ...(refused === null ? {} : { [refused.name]: refused.reason }),
      ...(untouched ? {} : fieldProblems),
    } as Readonly<Record<string, string>>,
    nameProblem: asked === 'save' ? $name : undefined,
    /** How often something that is typed, or is not, kept it from being tried or saved. */
    heldUp,
    busy,
    /** What went wrong, unless it stands beside its field. */
    error: refused === null ? error : null,
    tested,
    test: () => void test(),
    stopTest: () => ending.current?.abort(),
    save: () => void save(),
  };
}
