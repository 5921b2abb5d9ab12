import { Button, Menu, Popover, TextInput } from '@mantine/core';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { viewSchema } from '../../../shared/contract/worklist.ts';
import { useClient } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import chip from '../../ui/filter-chip.module.css';
import { sameQuery, type WorklistQuery } from './worklist-filter.ts';

export type SavedView = z.infer<typeof viewSchema>;

/** Keeps the filter and order of now under a name, or changes and removes the view that is open. */
export function SavedViews(props: {
  readonly query: WorklistQuery;
  readonly initial: WorklistQuery;
  readonly open: SavedView | null;
}) {
  const { query, open } = props;
  const client = useClient();
  const feedback = useFeedback();
  const [naming, setNaming] = useState(false);
  const unchanged = sameQuery(query, open ?? props.initial);
  if (unchanged && !open) return null;

  const save = async (name: string) => {
    try {
      const view = await client.worklist.views.save({ name, ...query });
      setNaming(false);
      navigate({ screen: 'worklist', params: { view: view.id } });
    } catch (error) {
      feedback.failed(error);
    }
  };
  const overwrite = (view: SavedView) => {
    client.worklist.views.save({ id: view.id, name: view.name, ...query }).catch(feedback.failed);
  };
  const remove = async (view: SavedView) => {
    try {
      await client.worklist.views.remove({ id: view.id });
      navigate({ screen: 'worklist' });
      const again = { name: view.name, filter: view.filter, sort: view.sort };
      feedback.done({
        title: `View “${view.name}” removed`,
        undo: async () => void (await client.worklist.views.save(again)),
      });
    } catch (error) {
      feedback.failed(error);
    }
  };

  return (
    <>
      <Popover opened={naming} onChange={setNaming} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          {unchanged ? (
            <span />
          ) : (
            <button type="button" className={chip.chip} onClick={() => setNaming(true)}>
              Save view
            </button>
          )}
        </Popover.Target>
        <Popover.Dropdown>
          <NameForm onSave={save} />
        </Popover.Dropdown>
      </Popover>
      {open ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className={chip.chip}>
              View <IconChevronDown size={13} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={unchanged} onClick={() => overwrite(open)}>
              Keep the changes
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={14} aria-hidden="true" />}
              onClick={() => void remove(open)}
            >
              Remove this view
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </>
  );
}

function NameForm(props: { readonly onSave: (name: string) => Promise<void> }) {
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void props.onSave(name.trim());
      }}
    >
      <TextInput
        label="Name of the view"
        placeholder="Over 60 days"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" variant="filled" mt={8} disabled={name.trim() === ''}>
        Save view
      </Button>
    </form>
  );
}
