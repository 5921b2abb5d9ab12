import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconBuilding, IconSearch } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { navigate } from '../location/use-location.ts';
import classes from './command-palette.module.css';
import { useCommandList } from './commands-context.tsx';
import { matchingCommands } from './match-commands.ts';

const [store, actions] = createSpotlight();

/** ⌘K: every command that makes sense now, and every account by name, number, contact or invoice. */
export function CommandPalette(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [searched] = useDebouncedValue(query.trim(), 120);
  const commands = useCommandList();
  const queries = useQueries();
  const accounts = useQuery(
    queries.accounts.search.queryOptions({
      input: props.opened && searched.length > 1 ? { text: searched, limit: 8 } : skipToken,
      gcTime: 30_000,
    }),
  );
  useEffect(() => (props.opened ? actions.open() : actions.close()), [props.opened]);
  const shown = props.opened ? matchingCommands(commands, query) : [];
  const found = query.trim().length > 1 ? (accounts.data ?? []) : [];
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={props.onClose}
      shortcut={null}
      clearQueryOnClose
      lockScroll={false}
      centered={false}
      yOffset={90}
      size={560}
      overlayProps={{ backgroundOpacity: 0.28, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Find an account or a command' } }}
      classNames={{
        content: classes.content,
        search: classes.search,
        action: classes.action,
        actionSection: classes.section,
        actionsGroup: classes.group,
      }}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder="Find an account or a command"
        aria-label="Find an account or a command"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {found.length > 0 ? (
          <Spotlight.ActionsGroup label="Accounts">
            {found.map((account) => (
              <Spotlight.Action
                key={account.id}
                label={account.name}
                description={account.match === account.name ? (account.number ?? '') : account.match}
                leftSection={<IconBuilding size={16} aria-hidden="true" />}
                onClick={() => navigate({ screen: 'customers', id: account.id, params: { full: '1' } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {shown.length > 0 ? (
          <Spotlight.ActionsGroup label="Commands">
            {shown.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.title}
                rightSection={command.keys?.[0] ? <Keys keys={command.keys[0]} /> : undefined}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length === 0 && shown.length === 0 ? <Spotlight.Empty>Nothing found.</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
