import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { BriefFrame } from '../../ui/brief-frame.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './hand-over.module.css';
import { type HandOverForm, selectionOf, wordsOf } from './hand-over-form.ts';
import shared from './handoffs.module.css';

/** The brief as they will read it, in a frame that runs nothing; the whole of it as a file. */
export function BriefPreview(props: { readonly form: HandOverForm; readonly recipient: string }) {
  const [open, setOpen] = useState(false);
  const client = useClient();
  const form = useDeferredValue(props.form);
  const input = {
    selection: selectionOf(form.accounts),
    from: form.from,
    to: form.to,
    recipient: props.recipient,
    ...wordsOf(form),
  };
  const preview = useQuery({
    ...useQueries().handoffs.preview.queryOptions({ input }),
    enabled: open && form.to >= form.from,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const save = useAction(async (format: 'html' | 'pdf') =>
    saveDownload(await client.handoffs.brief({ ...input, format })),
  );
  const error = save.error ?? (preview.isError ? preview.error : null);
  return (
    <div className={classes.stack}>
      <div className={shared.more}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide the brief' : 'Show the brief'}
        </Button>
        <Button variant="subtle" loading={save.busy} onClick={() => save.run('pdf')}>
          Save as PDF
        </Button>
        <Button variant="subtle" disabled={save.busy} onClick={() => save.run('html')}>
          Save as HTML
        </Button>
        {open && preview.data && preview.data.accounts < preview.data.total ? (
          <span className={shared.second}>
            The first {preview.data.accounts} of {preview.data.total} accounts
          </span>
        ) : null}
      </div>
      {error === null ? null : <ErrorLine error={error} />}
      {open && preview.data ? (
        <div className={classes.brief}>
          <BriefFrame html={preview.data.html} title="Brief" />
        </div>
      ) : null}
    </div>
  );
}
