import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { AppInfo } from '../../../shared/contract/app.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useClient } from '../../api/engine-context.tsx';
import { HOME } from '../../app/location/location.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { useAction } from '../../ui/use-action.ts';
import { StartFileNote } from '../imports/start-file.tsx';
import { type GoTo, useOpening } from './opening-step.tsx';
import { ProtectionFields, protectionDraft, protectionOf, protectionProblem } from './protection-fields.tsx';
import { currencyOptions, ownTimeZone, timeZones } from './regions.ts';

const IMPORT: GoTo = { screen: 'imports', id: 'new' };
const OPTIONS_SHOWN = 80;

/** Sets up a workspace: what it is called, its base currency, its day, and how its key is kept. */
export function CreateWorkspace(props: {
  readonly purpose: 'import' | 'empty';
  readonly info: AppInfo;
  readonly onBack: () => void;
}) {
  const { info, purpose } = props;
  const client = useClient();
  const opening = useOpening();
  const { locale } = useFormat();
  const currencies = useMemo(() => currencyOptions(locale), [locale]);
  const zones = useMemo(timeZones, []);
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState('USD');
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const [protection, setProtection] = useState(() => protectionDraft(info.keyring.available));
  const [tried, setTried] = useState(false);

  const create = useAction(async () => {
    opening.set({ kind: 'making' });
    try {
      const made = await client.workspaces.create({
        name: name.trim(),
        currency: currency as CurrencyCode,
        timeZone,
        protection: protectionOf(protection),
      });
      opening.set({
        kind: 'recovery_code',
        workspaceId: made.workspace.id,
        code: made.recoveryCode,
        replaces: false,
        goTo: purpose === 'import' ? IMPORT : HOME,
      });
    } catch (error) {
      opening.set(null);
      throw error;
    }
  });
  const noName = tried && name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && protectionProblem(protection) === null) create.run();
  };

  return (
    <form onSubmit={submit} style={{ height: '100%' }} noValidate>
      <FullPage
        step="Step 1 of 2"
        title="New workspace"
        lead="One workspace holds one client’s books, encrypted, in a folder of its own on this computer."
        actions={
          <>
            <Button type="submit" variant="filled" loading={create.busy}>
              Create the workspace
            </Button>
            <Button variant="subtle" onClick={props.onBack} disabled={create.busy}>
              Back
            </Button>
          </>
        }
      >
        <StartFileNote />
        <FormRow
          label="Client"
          hint="As you call the company whose invoices you chase."
          error={noName ? 'Give the workspace a name.' : undefined}
        >
          {(ids) => (
            <TextInput
              id={ids.id}
              aria-describedby={ids.describedBy}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={120}
              error={noName}
              required
              data-autofocus
            />
          )}
        </FormRow>
        <FormRow label="Base currency" hint="For rows that name none. Invoices keep their own currency.">
          {(ids) => (
            <Select
              id={ids.id}
              aria-describedby={ids.describedBy}
              data={currencies}
              value={currency}
              onChange={(value) => value && setCurrency(value)}
              searchable
              selectFirstOptionOnChange
              limit={OPTIONS_SHOWN}
              nothingFoundMessage="No such currency"
            />
          )}
        </FormRow>
        <FormRow label="Time zone" hint="Decides which day is today, and so what is overdue.">
          {(ids) => (
            <Select
              id={ids.id}
              aria-describedby={ids.describedBy}
              data={zones}
              value={timeZone}
              onChange={(value) => value && setTimeZone(value)}
              searchable
              selectFirstOptionOnChange
              limit={OPTIONS_SHOWN}
              nothingFoundMessage="No such time zone"
            />
          )}
        </FormRow>
        <ProtectionFields keyring={info.keyring} draft={protection} onChange={setProtection} tried={tried} />
        {create.error === null ? null : <ErrorLine error={create.error} />}
      </FullPage>
    </form>
  );
}
