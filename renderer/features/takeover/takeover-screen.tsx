import { FocusTrap, Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { UndoProvider } from '../../app/undo/undo-context.tsx';
import { FormatProvider, useFormat } from '../../ui/format/locale.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { useAction } from '../../ui/use-action.ts';
import { AcceptPage } from './accept-page.tsx';
import { LookPage } from './look-page.tsx';
import { ProblemPage } from './problem-page.tsx';
import classes from './takeover.module.css';
import { type TakeoverPack, useTakeover } from './takeover-context.tsx';

/** A handoff over the whole window: look at it, choose what is taken, accept. What lies below stays as it was. */
export function TakeoverScreen({ pack }: { readonly pack: TakeoverPack }) {
  const { close } = useTakeover();
  return (
    <UndoProvider>
      <FocusTrap active>
        <div className={classes.over} role="dialog" aria-modal="true" aria-label="Take over a handoff">
          {pack.kind === 'failed' ? (
            <ProblemPage
              error={pack.error}
              triedPassphrase={false}
              busy={false}
              onRetry={close}
              onPassphrase={() => {}}
              onClose={close}
            />
          ) : (
            <Pack key={JSON.stringify(pack.source)} name={pack.name} source={pack.source} onClose={close} />
          )}
        </div>
      </FocusTrap>
    </UndoProvider>
  );
}

type Chosen = readonly AccountId[] | 'all';

function Pack(props: { readonly name: string; readonly source: PackSource; readonly onClose: () => void }) {
  const { source, onClose } = props;
  const client = useClient();
  const { locale } = useFormat();
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [look, setLook] = useState<HandoffLook | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const open = useAction(async (given: string | null) => {
    setPassphrase(given);
    setLook(await client.takeover.look({ source, passphrase: given }));
  });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    open.run(null);
  }, [open]);
  if (look === null) {
    return open.error === null ? (
      <Looking name={props.name} />
    ) : (
      <ProblemPage
        error={open.error}
        triedPassphrase={passphrase !== null}
        busy={open.busy}
        onRetry={() => open.run(passphrase)}
        onPassphrase={open.run}
        onClose={onClose}
      />
    );
  }
  return (
    <FormatProvider locale={locale} today={look.today}>
      {chosen === null ? (
        <LookPage
          look={look}
          source={source}
          passphrase={passphrase}
          onAccept={setChosen}
          onClose={onClose}
        />
      ) : (
        <AcceptPage
          look={look}
          source={source}
          passphrase={passphrase}
          accounts={chosen}
          onBack={() => setChosen(null)}
          onDone={onClose}
        />
      )}
    </FormatProvider>
  );
}

function Looking(props: { readonly name: string }) {
  return (
    <FullPage
      title="Looking into the pack"
      lead={
        <>
          <b>{props.name}</b> is opened, and compared with what its sender signed.
        </>
      }
    >
      <Loader size="sm" aria-label="Looking" />
    </FullPage>
  );
}
