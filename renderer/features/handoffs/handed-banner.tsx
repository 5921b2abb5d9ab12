import { Button } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandedAccount } from '../../../shared/contract/handoffs.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { DateText } from '../../ui/date-text.tsx';
import classes from './handoffs.module.css';
import { TakeBackDialog } from './take-back-dialog.tsx';

/** Who looks after an account today, and the way to have it back. Nothing for an account that is ours. */
export function HandedBanner({ accountId }: { readonly accountId: AccountId }) {
  const overview = useQuery(useQueries().handoffs.overview.queryOptions()).data;
  const handed = overview?.handed.find((one) => one.accountId === accountId);
  const handoff = overview?.handoffs.find(({ id }) => id === handed?.handoffId);
  if (handed === undefined || handoff === undefined) return null;
  return <Banner handed={handed} handoff={handoff} />;
}

function Banner(props: {
  readonly handed: HandedAccount;
  readonly handoff: Parameters<typeof TakeBackDialog>[0]['handoff'];
}) {
  const { handed, handoff } = props;
  const [open, setOpen] = useState(false);
  return (
    <section className={classes.banner} aria-label="Handed over">
      <IconTransfer size={15} aria-hidden="true" />
      <p>
        With {handed.to} until <DateText date={handed.endsOn} absolute />. Nothing goes out from here.
      </p>
      <Button
        variant="subtle"
        size="compact-xs"
        onClick={() => navigate({ screen: 'handoffs', id: handed.handoffId })}
      >
        Show the handoff
      </Button>
      <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
        Take back…
      </Button>
      {open ? <TakeBackDialog handoff={handoff} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
