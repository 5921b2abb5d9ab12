import { NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { count } from '../../ui/format/count.ts';
import classes from './hand-over.module.css';
import type { ChosenAccounts } from './hand-over-form.ts';

/** Which accounts: the worklist, all, a saved view, or those that were ticked. */
export function WhichAccounts(props: {
  readonly value: ChosenAccounts;
  readonly onChange: (accounts: ChosenAccounts) => void;
}) {
  const { value, onChange } = props;
  const views = useQuery(useQueries().worklist.views.list.queryOptions()).data ?? [];
  const [first] = views;
  const viewOf = (id: string): ChosenAccounts | null => {
    const view = views.find((one) => one.id === id);
    return view === undefined ? null : { kind: 'view', id: view.id, name: view.name, filter: view.filter };
  };
  const choose = (kind: string) => {
    if (kind === 'all' || kind === 'overdue') onChange({ kind });
    if (kind === 'view' && first !== undefined) onChange(viewOf(first.id) ?? value);
  };
  return (
    <Radio.Group value={value.kind} onChange={choose} aria-label="Which accounts">
      <div className={classes.choices}>
        {value.kind === 'accounts' ? (
          <Radio
            size="xs"
            value="accounts"
            label={`What you ticked: ${count(value.ids.length, 'account')}`}
          />
        ) : null}
        {value.kind === 'list' ? <Radio size="xs" value="list" label="The list as it was filtered" /> : null}
        <Radio size="xs" value="overdue" label="Everything overdue" />
        <Radio size="xs" value="all" label="All customers" />
        {first === undefined ? null : (
          <div className={classes.withSelect}>
            <Radio size="xs" value="view" label="A saved view" />
            {value.kind === 'view' ? (
              <NativeSelect
                aria-label="Saved view"
                value={value.id}
                data={views.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => onChange(viewOf(event.currentTarget.value) ?? value)}
              />
            ) : null}
          </div>
        )}
      </div>
    </Radio.Group>
  );
}
