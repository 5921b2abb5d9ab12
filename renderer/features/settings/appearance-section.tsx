import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { usePreferences } from '../../app/preferences/preferences.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import classes from './settings.module.css';

const LOCALES = ['en-GB', 'en-US', 'de-DE', 'de-CH', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL', 'sv-SE', 'pl-PL'];

/** Choices for this computer: used at once, and not part of the client's books. */
export function AppearanceSection() {
  const preferences = usePreferences();
  const { theme, density, locale, personName } = preferences.value;
  const [name, setName] = useState(personName ?? '');
  const person = useQuery(useQueries().people.list.queryOptions()).data?.own ?? null;
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return (
    <section className={classes.section} aria-label="Appearance">
      <h2 className={classes.title}>Appearance</h2>
      <p className={classes.lead}>For you on this computer, in every workspace. Used at once.</p>
      <FormRow label="Theme">
        {(ids) => (
          <SegmentedControl
            id={ids.id}
            aria-label="Theme"
            size="xs"
            value={theme}
            data={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={(value) => preferences.change({ theme: value as typeof theme })}
          />
        )}
      </FormRow>
      <FormRow label="Rows">
        {(ids) => (
          <SegmentedControl
            id={ids.id}
            aria-label="Rows"
            size="xs"
            value={density}
            data={[
              { value: 'compact', label: 'Compact' },
              { value: 'comfortable', label: 'Comfortable' },
            ]}
            onChange={(value) => preferences.change({ density: value as typeof density })}
          />
        )}
      </FormRow>
      <FormRow label="Dates and amounts" hint="How they are written. Each amount keeps its own currency.">
        {(ids) => (
          <NativeSelect
            id={ids.id}
            aria-describedby={ids.describedBy}
            w={260}
            value={locale ?? ''}
            onChange={(event) => preferences.change({ locale: event.currentTarget.value || null })}
            data={[
              { value: '', label: `As the system (${navigator.language})` },
              ...LOCALES.map((code) => ({ value: code, label: names.of(code) ?? code })),
            ]}
          />
        )}
      </FormRow>
      <FormRow
        label="Your name"
        hint={
          person === null
            ? 'Stands in the log beside what you do from now on.'
            : `The log shows ${person.name}, your person: see People.`
        }
      >
        {(ids) => (
          <TextInput
            id={ids.id}
            aria-describedby={ids.describedBy}
            w={260}
            maxLength={120}
            disabled={person !== null}
            value={person?.name ?? name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              preferences.change({ personName: event.currentTarget.value.trim() || null });
            }}
          />
        )}
      </FormRow>
    </section>
  );
}
