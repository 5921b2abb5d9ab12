import { Button } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { HandoffMade } from '../../../shared/contract/handoffs.ts';
import { saveDownload } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { useAction } from '../../ui/use-action.ts';
import { sizeText } from '../backups/size-text.ts';
import classes from './hand-over.module.css';
import { windowText } from './handoff-words.ts';
import shared from './handoffs.module.css';

/** It is handed over: the file, and what to do with it. The engine holds the file until it is saved once. */
export function HandOverSaved(props: { readonly made: HandoffMade; readonly onLeave: () => void }) {
  const { made } = props;
  const format = useFormat();
  const [saved, setSaved] = useState(made.download === null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const save = useAction(async () => {
    if (made.download !== null && (await saveDownload(made.download))) setSaved(true);
  });
  const accounts = count(made.accounts, 'account', 'accounts', format.locale);
  return (
    <section className={classes.saved}>
      <h2 ref={heading} tabIndex={-1} className={classes.savedTitle}>
        <IconCheck size={17} aria-hidden="true" /> {accounts} handed to {made.to}{' '}
        {windowText({ from: made.from, to: made.until }, format)}
      </h2>
      <div className={classes.savedFile}>
        <code>{made.fileName}</code>
        <span className={shared.second}>{sizeText(made.size, format.locale)}</span>
        {made.download === null ? (
          <span className={shared.second}>lies in the shared folder</span>
        ) : (
          <Button
            variant={saved ? 'default' : 'filled'}
            disabled={saved}
            loading={save.busy}
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            onClick={() => save.run()}
          >
            {saved ? 'Saved' : 'Save the file'}
          </Button>
        )}
      </div>
      {save.error === null ? null : <ErrorLine error={save.error} />}
      <ol className={classes.steps}>
        {made.download === null ? (
          <li>Tell {made.to} that it is there: their Duebook lists what lies in the shared folder.</li>
        ) : (
          <li>
            Send the file to {made.to} by whatever way you like: it is encrypted. It is held here for an hour,
            for saving it once.
          </li>
        )}
        {made.passphrase ? (
          <li>
            Tell the passphrase by phone, not in the mail that brings the file. For merging what comes back
            you also need their card: exchange cards under People.
          </li>
        ) : (
          <li>{made.to} drops it on their Duebook. Their keys open it; nobody else’s do.</li>
        )}
        <li>When they are done they send you a return. Drop it on this window, and see what changed.</li>
      </ol>
      <div className={shared.more}>
        <Button
          variant={saved ? 'filled' : 'default'}
          onClick={() => {
            props.onLeave();
            navigate({ screen: 'handoffs', id: made.id });
          }}
        >
          Show the handoff
        </Button>
        <Button onClick={props.onLeave}>Hand over more</Button>
      </div>
    </section>
  );
}
