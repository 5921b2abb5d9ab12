// @vitest-environment happy-dom
import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FormRow } from '../../../renderer/ui/form-row.tsx';
import { cleanPageAfterEach } from './support/page.ts';
import { showPart } from './support/show-part.tsx';

cleanPageAfterEach();

const FIELDS = { TextInput, PasswordInput, Textarea, NativeSelect };

/** What a screen reader says after the name of the field. */
function description(): string {
  const id = screen.getByLabelText('Address').getAttribute('aria-describedby');
  return id === null ? '' : (document.getElementById(id)?.textContent ?? 'nothing has that id');
}

describe.each(Object.entries(FIELDS))('a row of a form with a %s', (_, Field) => {
  const row = (words: { readonly hint?: string; readonly error?: string }) => (
    <FormRow label="Address" {...words}>
      {({ id }) => (
        <Field id={id} error={words.error !== undefined} aria-invalid={words.error !== undefined} />
      )}
    </FormRow>
  );

  it('ties its hint to the field', async () => {
    await showPart(row({ hint: 'Of the server.' }));
    expect(description()).toBe('Of the server.');
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('says what is wrong instead of the hint', async () => {
    await showPart(row({ hint: 'Of the server.', error: 'Enter the address.' }));
    expect(description()).toBe('Enter the address.');
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
  });

  it('describes a field without a hint by nothing', async () => {
    await showPart(row({}));
    expect(description()).toBe('');
  });
});
