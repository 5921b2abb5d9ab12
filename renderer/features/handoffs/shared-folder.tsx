import { Button } from '@mantine/core';
import { IconFolderShare } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SharedPackView } from '../../../shared/contract/handoff-folder.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { pickFolder, picksFolders } from '../../api/platform.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAction } from '../../ui/use-action.ts';
import { sizeText } from '../backups/size-text.ts';
import classes from './handoffs.module.css';

/** So often the folder is looked into while it is shown: a drive tells nobody when something arrives. */
const LOOK_EVERY_MS = 3000;
const ON_THE_COMMAND_LINE = 'npm run cli -- handoff folder FOLDER';

/** The folder of a shared drive, the packs in it, and the way to open one. */
export function SharedFolder(props: {
  readonly onReturn: (name: string) => void;
  readonly onHandoff?: (name: string) => void;
}) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const options = queries.handoffs.sharedFolder.get.queryOptions();
  const folder = useQuery({ ...options, refetchInterval: LOOK_EVERY_MS });
  const set = useAction(async (grant: string | null) => {
    cache.setQueryData(options.queryKey, await client.handoffs.sharedFolder.set({ grant }));
  });
  const choose = useAction(async () => {
    const picked = await pickFolder('Shared folder for packs');
    if (picked) set.run(picked.grant);
  });
  const { data } = folder;
  if (data === undefined) return null;
  const error = set.error ?? choose.error;
  return (
    <div className={classes.folder}>
      <Section
        title="Shared folder for packs"
        aside={
          <span className={classes.folderAside}>
            {data.path === null ? null : <span title={data.path}>{data.path}</span>}
            {picksFolders() ? (
              <Button size="compact-xs" onClick={() => choose.run()}>
                {data.path === null ? 'Choose a folder…' : 'Change…'}
              </Button>
            ) : null}
            {data.path === null ? null : (
              <Button size="compact-xs" variant="subtle" onClick={() => set.run(null)}>
                Forget it
              </Button>
            )}
          </span>
        }
      >
        {error === null ? null : <ErrorLine error={error} />}
        {data.path === null ? (
          <p className={classes.second}>
            <IconFolderShare size={14} aria-hidden="true" /> A folder that both of you see, on OneDrive,
            Dropbox or a drive of the network, saves sending files.
            {picksFolders() ? null : (
              <>
                {' '}
                Set it on the command line: <code>{ON_THE_COMMAND_LINE}</code>
              </>
            )}
          </p>
        ) : data.problem === null ? (
          <Packs packs={data.packs} {...props} />
        ) : (
          <p className={classes.problem}>{data.problem}</p>
        )}
      </Section>
    </div>
  );
}

function Packs(props: {
  readonly packs: readonly SharedPackView[];
  readonly onReturn: (name: string) => void;
  readonly onHandoff?: (name: string) => void;
}) {
  const { locale } = useFormat();
  if (props.packs.length === 0) {
    return <p className={classes.second}>No pack lies there. One that arrives is shown here by itself.</p>;
  }
  return (
    <ul className={classes.packs}>
      {props.packs.map((pack) => {
        const open = pack.kind === 'return' ? props.onReturn : props.onHandoff;
        return (
          <li key={pack.name} className={classes.pack}>
            <span className={classes.packName} title={pack.name}>
              {pack.name}
            </span>
            {pack.state === 'arriving' ? <Tag tone="amber">still arriving</Tag> : null}
            <span className={classes.packSize}>{sizeText(pack.size, locale)}</span>
            <span className={classes.second}>
              <InstantText at={pack.at} />
            </span>
            {open === undefined ? null : (
              <Button
                size="compact-xs"
                disabled={pack.state === 'arriving'}
                aria-label={`Open ${pack.name}`}
                onClick={() => open(pack.name)}
              >
                Open
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
