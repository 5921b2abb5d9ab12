import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { DiscoveryView, ServerProposalView } from '../../../shared/contract/mailbox-discovery.ts';
import { PROVIDER_IDS } from '../../../shared/domain/mailboxes/provider-preset.ts';
import { PROVIDER_PRESETS } from '../../../shared/domain/mailboxes/provider-presets.ts';
import { useClient } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { useAction } from '../../ui/use-action.ts';
import { type MailboxForm, withProposal, withProvider } from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';

const FOUND_BY: Readonly<Record<ServerProposalView['foundBy'], string>> = {
  preset: 'known provider',
  srv: 'published by the domain',
  autoconfig: 'published by the domain for mail programs',
  mx: 'where the mail of the domain goes',
  guess: 'only a guess',
};

/** Who runs the mailbox, and a search for its servers where nobody knows. */
export function ProviderField(props: {
  readonly form: MailboxForm;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, onChange } = props;
  const client = useClient();
  const [found, setFound] = useState<DiscoveryView | null>(null);
  const search = useAction(async () => {
    setFound(null);
    setFound(await client.mailboxes.discover({ address: form.address.trim() }));
  });
  return (
    <>
      <FormRow label="Provider">
        {({ id, describedBy }) => (
          <div className={classes.certificate}>
            <NativeSelect
              id={id}
              aria-describedby={describedBy}
              value={form.provider}
              data={[
                ...PROVIDER_PRESETS.map((preset) => ({ value: preset.id, label: preset.name })),
                { value: 'other', label: 'Another provider or server' },
              ]}
              onChange={(event) => {
                const provider = PROVIDER_IDS.find((one) => one === event.currentTarget.value);
                onChange(withProvider(form, provider ?? 'other'));
              }}
            />
            <Button loading={search.busy} disabled={!form.address.includes('@')} onClick={() => search.run()}>
              Find the servers
            </Button>
          </div>
        )}
      </FormRow>
      {search.error ? <ErrorLine error={search.error} /> : null}
      {found ? <Proposals found={found} onTake={(taken) => onChange(withProposal(form, taken))} /> : null}
    </>
  );
}

function Proposals(props: {
  readonly found: DiscoveryView;
  readonly onTake: (proposal: ServerProposalView) => void;
}) {
  return (
    <section aria-label="Servers that were found" className={classes.proposals}>
      <ul>
        {props.found.proposals.map((proposal) => (
          <li key={`${proposal.foundBy} ${proposal.imap.host}`}>
            <span>
              {proposal.imap.host}:{proposal.imap.port}
              {proposal.smtp ? ` and ${proposal.smtp.host}:${proposal.smtp.port}` : ''} (
              {FOUND_BY[proposal.foundBy]})
              {proposal.foreign ? '. Outside your domain: ask your provider whether this is right.' : ''}
            </span>
            <Button size="compact-xs" onClick={() => props.onTake(proposal)}>
              Use
            </Button>
          </li>
        ))}
      </ul>
      {props.found.problems.map((problem) => (
        <p key={problem} className={classes.second}>
          {problem}
        </p>
      ))}
    </section>
  );
}
