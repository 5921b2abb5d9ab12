import { Modal } from '@mantine/core';
import { Keys } from '../../ui/kbd.tsx';
import { useCommandList } from './commands-context.tsx';
import { COMMAND_GROUPS } from './registry.ts';
import classes from './shortcut-overlay.module.css';

/** Every key that works on this screen, or in the dialog above it, from the same registry that runs them. */
export function ShortcutOverlay(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const all = useCommandList().filter((command) => command.keys && command.keys.length > 0);
  const above = all.some((command) => typeof command.inDialog === 'function');
  const commands = above ? all.filter((command) => command.inDialog !== undefined) : all;
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    commands: commands.filter((command) => command.group === group),
  })).filter((entry) => entry.commands.length > 0);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Shortcuts" size={680}>
      <div className={classes.columns}>
        {groups.map(({ group, commands: listed }) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {listed.map((command) => (
                <div key={command.id} className={classes.row}>
                  <dt>{command.title}</dt>
                  <dd>
                    {command.keys?.map((keys) => (
                      <Keys key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
