import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck } from '@tabler/icons-react';
import { SORT_KEYS } from '../../../shared/contract/worklist.ts';
import chip from '../../ui/filter-chip.module.css';
import { SORT_NAMES, type WorklistSort } from './worklist-filter.ts';

/** The order of the list, also for what has no column. Choosing the same again turns it round. */
export function SortMenu(props: {
  readonly sort: WorklistSort;
  readonly onChange: (sort: WorklistSort) => void;
}) {
  const { sort } = props;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={chip.chip}>
          Sort: {SORT_NAMES[sort.key]}{' '}
          <Arrow size={13} aria-label={sort.descending ? 'descending' : 'ascending'} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {SORT_KEYS.map((key) => (
          <Menu.Item
            key={key}
            leftSection={key === sort.key ? <IconCheck size={14} aria-label="chosen" /> : <span />}
            onClick={() =>
              props.onChange({ key, descending: key === sort.key ? !sort.descending : key !== 'name' })
            }
          >
            By {SORT_NAMES[key]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
