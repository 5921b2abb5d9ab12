import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useCommand, useCommandRegistry } from '../../app/commands/commands-context.tsx';
import { Keys } from '../../ui/kbd.tsx';

/** The ways out of the review that are rarely taken, where there is no room for a button each. */
export function OtherWays() {
  const registry = useCommandRegistry();
  const commands = [useCommand('review.eml'), useCommand('review.copy')].filter((one) => one !== undefined);
  if (commands.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Other ways out" title="Other ways out">
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {commands.map(({ id, title, keys }) => (
          <Menu.Item
            key={id}
            rightSection={keys?.[0] ? <Keys keys={keys[0]} /> : undefined}
            onClick={() => registry.run(id)}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
