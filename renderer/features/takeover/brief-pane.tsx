import { Button } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { BriefFrame } from '../../ui/brief-frame.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './takeover.module.css';

/** The brief that came with the pack, to be read here or saved. */
export function BriefPane(props: {
  readonly look: HandoffLook;
  readonly source: PackSource;
  readonly passphrase: string | null;
  readonly onClose: () => void;
}) {
  const { look, source, passphrase } = props;
  const client = useClient();
  const save = useAction(async (form: 'html' | 'pdf') =>
    saveDownload(await client.takeover.brief({ source, passphrase, form })),
  );
  return (
    <section className={classes.brief} aria-label="Brief">
      <div className={classes.briefBar}>
        <h2 className={classes.heading}>Brief</h2>
        <span className={classes.briefWays}>
          {(['pdf', 'html'] as const).map((form) => (
            <Button
              key={form}
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              disabled={save.busy}
              onClick={() => save.run(form)}
            >
              {form === 'pdf' ? 'PDF' : 'HTML'}
            </Button>
          ))}
          <IconButton label="Hide the brief" keys="b" icon={<IconX size={16} />} onClick={props.onClose} />
        </span>
      </div>
      {save.error === null ? null : <ErrorLine error={save.error} />}
      {look.briefHtml === null ? (
        <p className={classes.tooLong}>
          The brief is too long to be shown here. Save it as a PDF and read it there.
        </p>
      ) : (
        <BriefFrame html={look.briefHtml} title={`Brief from ${look.sender.name}`} />
      )}
    </section>
  );
}
