import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { CrmExportDialog } from '../crm/crm-export-dialog.tsx';
import type { CrmStart } from '../crm/use-crm-export.ts';
import settings from '../settings/settings.module.css';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookState } from './webhook-state.tsx';

const EVERYTHING: CrmStart = { subject: 'accounts', accounts: null, from: null, to: null };

/** What leaves for a CRM: files that it imports, and events as they happen. */
export function CrmSection() {
  const webhook = useQuery(useQueries().webhook.get.queryOptions());
  const [exporting, setExporting] = useState(false);
  return (
    <section className={settings.section} aria-label="CRM and webhook">
      <h2 className={settings.title}>CRM and webhook</h2>
      <p className={settings.lead}>
        Accounts, contacts and touchpoints as files in the import columns of HubSpot or Salesforce. Lists and
        the log offer the same for what they show.
      </p>
      <Button onClick={() => setExporting(true)}>Export for a CRM…</Button>
      <h3 className={settings.subtitle}>Webhook</h3>
      <p className={settings.lead}>
        Tells another program what happened with a customer, as it happens: one signed event at a time, to the
        one address that you name. It is off until you turn it on.
      </p>
      {webhook.isError ? (
        <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} />
      ) : webhook.data ? (
        <>
          {webhook.data.state === 'off' ? null : <WebhookState webhook={webhook.data} />}
          <WebhookForm webhook={webhook.data} />
        </>
      ) : null}
      {exporting ? (
        <CrmExportDialog start={EVERYTHING} whose="all accounts" onClose={() => setExporting(false)} />
      ) : null}
    </section>
  );
}
