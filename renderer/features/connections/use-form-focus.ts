import { type RefObject, useEffect, useRef } from 'react';

const FIELDS = 'input,select,textarea';
const SECRETS = 'input[type="password"],textarea';

/**
 * Where the keyboard is in the form of a connection: first in its first field, or in that of the secret where the sign-in
 * was refused; and in the first wrong one as often as the form is held up by it.
 */
export function useFormFocus(options: {
  readonly refused: boolean;
  readonly heldUp: number;
}): RefObject<HTMLFormElement | null> {
  const { refused, heldUp } = options;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = (refused ? find(form, SECRETS) : null) ?? find(form, FIELDS);
    first?.focus();
  }, [refused]);
  useEffect(() => {
    if (heldUp > 0) find(form, '[aria-invalid="true"]')?.focus();
  }, [heldUp]);
  return form;
}

function find(form: RefObject<HTMLFormElement | null>, what: string): HTMLElement | null {
  return form.current?.querySelector<HTMLElement>(what) ?? null;
}
