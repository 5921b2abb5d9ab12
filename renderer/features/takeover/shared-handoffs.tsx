import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import start from '../start/start.module.css';
import { useTakeover } from './takeover-context.tsx';

const SHOWN = 6;
/** Whether a file is whole shows at the second look. */
const LOOK_EVERY_MS = 4000;

/** Handoffs that lie in the shared folder, to be picked up there. Nothing where no folder is set. */
export function SharedHandoffs(props: { readonly disabled: boolean }) {
  const { begin } = useTakeover();
  const folder = useQuery(
    useQueries().handoffs.sharedFolder.get.queryOptions({
      refetchOnMount: 'always',
      refetchInterval: LOOK_EVERY_MS,
    }),
  ).data;
  const packs = (folder?.packs ?? []).filter(({ kind }) => kind === 'handoff').slice(0, SHOWN);
  if (packs.length === 0) return null;
  return (
    <section aria-label="In the shared folder" className={start.part}>
      <h2 className={start.heading}>Handoffs in the shared folder</h2>
      <ul className={start.recents}>
        {packs.map(({ name, at, state }) => (
          <li key={name}>
            <button
              type="button"
              className={start.recent}
              disabled={props.disabled || state === 'arriving'}
              onClick={() => begin({ name, source: { shared: name } })}
            >
              <span className={start.recentFolder}>{name}</span>
              <span className={start.recentAt}>
                {state === 'arriving' ? 'still arriving' : <InstantText at={at} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
