import { createContext, type ReactNode, useContext } from 'react';
import { type ShownError, shownError } from '../../api/errors.ts';

const Context = createContext<ShownError | null>(null);

/** What the engine refused of the form inside; each field finds what is about itself. */
export function RefusalProvider(props: { readonly error: unknown; readonly children: ReactNode }) {
  return (
    <Context.Provider value={props.error === null ? null : shownError(props.error)}>
      {props.children}
    </Context.Provider>
  );
}

/** Why the engine refused what stands in a field; undefined where it did not, or spoke of another one. */
export function useRefusal(field: string): string | undefined {
  const refusal = useContext(Context);
  if (refusal === null || fieldOf(refusal) !== field) return undefined;
  // Beside the field its path says nothing new.
  return refusal.text.replace(`${refusal.details.path}: `, '');
}

/** The same for a field that stands in the form itself. */
export function RefusedField(props: {
  readonly field: string;
  readonly children: (refusal: string | undefined) => ReactNode;
}) {
  return props.children(useRefusal(props.field));
}

/** `details.amountMinor` is the field `amount`. */
function fieldOf({ details }: ShownError): string | null {
  const path = details.path ?? details.field;
  if (typeof path !== 'string') return null;
  return (
    path
      .split('.')
      .at(-1)
      ?.replace(/Minor$/, '') ?? null
  );
}
