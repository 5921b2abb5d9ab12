import { Autocomplete, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DebtorProfileInput, DebtorView } from '../../../shared/contract/calls.ts';
import { DEBTOR_TYPE_LABELS, DEBTOR_TYPES } from '../../../shared/domain/contact-rules/types.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import type { ActionTarget } from '../account/account-actions.tsx';
import actionClasses from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';

const TYPES = DEBTOR_TYPES.map((value) => ({ value, label: DEBTOR_TYPE_LABELS[value] }));
const ZONES = Intl.supportedValuesOf('timeZone');

/** What kind of debtor an account is and where: what the hours of contact and the rules of calling go by. */
export function DebtorDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  /** After it was saved, before it closes. */
  readonly onSaved?: () => Promise<void>;
}) {
  const [target] = props.targets;
  const accountId = target?.accountId ?? null;
  const debtor = useQuery({
    ...useQueries().calls.debtor.queryOptions({ input: { accountId: accountId ?? ('' as never) } }),
    enabled: accountId !== null,
    gcTime: 0,
  });
  if (target === undefined || debtor.data === undefined) return null;
  return <DebtorForm {...props} key={target.accountId} target={target} debtor={debtor.data} />;
}

function DebtorForm(props: {
  readonly target: ActionTarget;
  readonly debtor: DebtorView;
  readonly onClose: () => void;
  readonly onSaved?: () => Promise<void>;
}) {
  const { target, debtor } = props;
  const client = useClient();
  const queries = useQueries();
  const feedback = useFeedback();
  const [profile, setProfile] = useState<DebtorProfileInput>(debtor.profile);
  const country = profile.country ?? debtor.place.country;
  const countries = useQuery(queries.calls.countries.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const regions = useQuery({
    ...queries.calls.regions.queryOptions({ input: { country: country ?? '' } }),
    enabled: country !== null,
  });
  const states = country === null ? [] : (regions.data ?? []);
  const set = (part: Partial<DebtorProfileInput>) => setProfile((now) => ({ ...now, ...part }));

  const save = async () => {
    const { accountId } = target;
    const zone = profile.timeZone?.trim();
    const { place } = await client.calls.setDebtor({
      accountId,
      profile: { ...profile, timeZone: zone || null },
    });
    await props.onSaved?.();
    props.onClose();
    feedback.done({
      title: `${target.name}: ${DEBTOR_TYPE_LABELS[profile.debtorType].toLowerCase()}`,
      text:
        place.timeZone === null
          ? 'What time it is there is still not known.'
          : `Time zone ${place.timeZone}.`,
      undo: async () => void (await client.calls.setDebtor({ accountId, profile: debtor.profile })),
    });
  };

  return (
    <ActionDialog
      title={`Who and where: ${target.name}`}
      action="Save"
      ready
      onClose={props.onClose}
      onSubmit={save}
    >
      <Select
        label="Kind of debtor"
        description="Consumers have rules of contact that no setting changes."
        data={TYPES}
        value={profile.debtorType}
        allowDeselect={false}
        data-autofocus
        onChange={(value) => {
          const debtorType = DEBTOR_TYPES.find((type) => type === value);
          if (debtorType) set({ debtorType });
        }}
      />
      <div className={actionClasses.pair}>
        <Select
          label="Country"
          placeholder={debtor.place.countryName ?? 'Not known'}
          data={(countries.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={profile.country}
          searchable
          clearable
          onChange={(code) => set({ country: code, region: null })}
        />
        <Select
          label="State or province"
          placeholder={states.length === 0 ? 'None with holidays of its own' : 'Not known'}
          disabled={states.length === 0}
          data={states.map(({ code, name }) => ({ value: code, label: name }))}
          value={codeOf(profile.region)}
          searchable
          clearable
          onChange={(region) => set({ region })}
        />
      </div>
      <Autocomplete
        label="Time zone"
        description="Where the country or state has several; else it is known."
        placeholder={debtor.place.timeZone ?? 'Not known'}
        maxLength={60}
        limit={12}
        data={ZONES}
        value={profile.timeZone ?? ''}
        onChange={(timeZone) => set({ timeZone: timeZone === '' ? null : timeZone })}
      />
    </ActionDialog>
  );
}

/** `MA` of `US-MA`. */
function codeOf(region: string | null): string | null {
  return region?.split('-').at(-1) ?? null;
}
