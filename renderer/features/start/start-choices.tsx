import { Loader } from '@mantine/core';
import {
  IconBuildingStore,
  IconChevronRight,
  IconFileImport,
  IconFolderPlus,
  IconIdBadge2,
  IconLifebuoy,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AppInfo } from '../../../shared/contract/app.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { useAction } from '../../ui/use-action.ts';
import { RestoreBackup } from '../backups/restore-backup.tsx';
import { ErasedWorkspaces } from '../contract-end/erased-workspaces.tsx';
import { StartFileNote } from '../imports/start-file.tsx';
import { SharedHandoffs } from '../takeover/shared-handoffs.tsx';
import { useTakeover } from '../takeover/takeover-context.tsx';
import { folderName } from './folder-name.ts';
import classes from './start.module.css';

const SHOWN_RECENTS = 6;

/** What a person may do before a workspace is open, each on a page of its own. */
export type StartPurpose = 'import' | 'empty' | 'people';

/** What a person can start with: the demo, a file, nothing, a handoff, a known workspace, or a backup. */
export function StartChoices(props: {
  readonly info: AppInfo;
  readonly onChoose: (purpose: StartPurpose) => void;
}) {
  const client = useClient();
  const takeover = useTakeover();
  const demo = useAction(() => client.workspaces.openDemo());
  const open = useAction((recentId: string) => client.workspaces.open({ recentId }));
  const recents = props.info.recents.slice(0, SHOWN_RECENTS);
  const busy = demo.busy || open.busy;
  const error = demo.error ?? open.error;
  useCommands([
    { id: 'start.demo', title: 'Try the demo company', group: 'Window', keys: ['1'], run: () => demo.run() },
    {
      id: 'start.import',
      title: 'Import a file into a new workspace',
      group: 'Window',
      keys: ['2'],
      run: () => props.onChoose('import'),
    },
    {
      id: 'start.empty',
      title: 'Empty workspace',
      group: 'Window',
      keys: ['3'],
      run: () => props.onChoose('empty'),
    },
    {
      id: 'start.takeover',
      title: 'Take over a handoff',
      group: 'Window',
      keys: ['4'],
      run: takeover.pick,
    },
    {
      id: 'start.people',
      title: 'Your card and the people you trust',
      group: 'Window',
      keys: ['5'],
      run: () => props.onChoose('people'),
    },
  ]);
  return (
    <FullPage
      width="list"
      title="The desk for overdue invoices"
      lead="Whom to chase next and why, what to write, and a log that proves what was done. The books stay on this computer, encrypted."
    >
      <StartFileNote />
      <ul className={classes.choices}>
        <Choice
          icon={<IconBuildingStore size={18} aria-hidden="true" />}
          title="Try the demo company"
          text="A made-up distributor with 60 customers and 600 invoices in three currencies. Closing it throws it away."
          keys="1"
          busy={demo.busy}
          busyText="Making the demo company…"
          disabled={busy}
          onChoose={() => demo.run()}
        />
        <Choice
          icon={<IconFileImport size={18} aria-hidden="true" />}
          title="Import a file into a new workspace"
          text="Start from the open invoices that your accounting system exports, as CSV or Excel."
          keys="2"
          disabled={busy}
          onChoose={() => props.onChoose('import')}
        />
        <Choice
          icon={<IconFolderPlus size={18} aria-hidden="true" />}
          title="Empty workspace"
          text="Set a client up now and bring the figures in later."
          keys="3"
          disabled={busy}
          onChoose={() => props.onChoose('empty')}
        />
        <Choice
          icon={<IconLifebuoy size={18} aria-hidden="true" />}
          title="Take over a handoff"
          text="Look after somebody’s accounts for a time, from the pack that they made for you. Or drop it on this window."
          keys="4"
          disabled={busy}
          onChoose={takeover.pick}
        />
        <Choice
          icon={<IconIdBadge2 size={18} aria-hidden="true" />}
          title="Your card and the people you trust"
          text="A handoff is made for one person’s card. Make yours, give it to the sender, and compare fingerprints."
          keys="5"
          disabled={busy}
          onChoose={() => props.onChoose('people')}
        />
      </ul>
      <SharedHandoffs disabled={busy} />
      {error === null ? null : <ErrorLine error={error} />}
      {recents.length > 0 ? (
        <section aria-label="Open again" className={classes.part}>
          <h2 className={classes.heading}>Open again</h2>
          <ul className={classes.recents}>
            {recents.map((recent) => (
              <li key={recent.id}>
                <button
                  type="button"
                  className={classes.recent}
                  disabled={busy}
                  onClick={() => open.run(recent.id)}
                >
                  <span className={classes.recentName}>{folderName(recent.folder)}</span>
                  <span className={classes.recentFolder} title={recent.folder}>
                    {recent.folder}
                  </span>
                  <span className={classes.recentAt}>
                    <InstantText at={recent.openedAt} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-label="From a backup" className={classes.part}>
        <h2 className={classes.heading}>From a backup</h2>
        <RestoreBackup />
      </section>
      <ErasedWorkspaces />
    </FullPage>
  );
}

function Choice(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly keys: string;
  readonly busy?: boolean;
  readonly busyText?: string;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <li>
      <button type="button" className={classes.choice} disabled={props.disabled} onClick={props.onChoose}>
        <span className={classes.choiceIcon}>{props.icon}</span>
        <span className={classes.choiceWords}>
          <span className={classes.choiceTitle}>{props.title}</span>
          <span className={classes.choiceText} role={props.busy ? 'status' : undefined}>
            {props.busy ? props.busyText : props.text}
          </span>
        </span>
        {props.busy ? <Loader size={16} aria-hidden="true" /> : <Keys keys={props.keys} />}
        <IconChevronRight size={16} className={classes.choiceArrow} aria-hidden="true" />
      </button>
    </li>
  );
}
