import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { ENTITY_WORD } from '../../../shared/domain/connections/entity-words.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './connections.module.css';

/** Records that could not be read: they were set aside, and everything else went on. */
export function Problems({ connection }: { readonly connection: ConnectionView }) {
  const input = { id: connection.id };
  const problems = useQuery(useQueries().connections.problems.queryOptions({ input }));
  const rows = problems.data ?? [];
  if (problems.error) {
    return (
      <Section title="Set aside">
        <ErrorLine error={problems.error} onRetry={() => void problems.refetch()} />
      </Section>
    );
  }
  if (rows.length === 0) return null;
  return (
    <Section title="Set aside">
      <p className={classes.second}>
        These records could not be read: they are missing here, or stand as they were read before. Each read
        tries them again; correct them in {connection.system}.
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">What is wrong</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entity, sourceId, problem, at }) => (
            <tr key={`${entity} ${sourceId}`}>
              <td className={classes.record}>
                {ENTITY_WORD[entity]} {sourceId}
              </td>
              <td className={classes.words}>{problem}</td>
              <td>
                <InstantText at={at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
