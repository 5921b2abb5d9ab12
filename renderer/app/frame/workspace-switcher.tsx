import { Menu } from '@mantine/core';
import { IconArrowsLeftRight, IconChevronDown, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { useCommandRegistry } from '../commands/commands-context.tsx';
import { useFeedback } from '../undo/undo-context.tsx';
import classes from './rail.module.css';

/** The open workspace, and the ways out of it. */
export function WorkspaceSwitcher() {
  const client = useClient();
  const registry = useCommandRegistry();
  const feedback = useFeedback();
  const status = useQuery(useQueries().app.status.queryOptions());
  const workspace = status.data?.state === 'ready' ? status.data.workspace : null;
  const name = workspace?.name ?? 'Workspace';
  return (
    <Menu width={230}>
      <Menu.Target>
        <button type="button" className={classes.switcher} title={name}>
          <span className={classes.initial} aria-hidden="true">
            {name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.label}>{name}</span>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLock size={15} aria-hidden="true" />}
          rightSection={<Keys keys="mod+shift+l" />}
          onClick={() => registry.run('workspace.lock')}
        >
          Lock
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsLeftRight size={15} aria-hidden="true" />}
          onClick={() => client.workspaces.close().catch(feedback.failed)}
        >
          Other workspaces
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
