import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Template } from '../../../shared/contract/templates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { LetterFrame } from '../compose/letter-frame.tsx';
import type { Wording } from './template-words.ts';
import classes from './templates.module.css';

/** Renders the wording of now with an invented customer, a moment after the last key. */
export function useTemplatePreview(template: Template, wording: Wording) {
  const [settled] = useDebouncedValue(wording, 300);
  const { stage, language } = template;
  const input = { stage, language, subject: settled.subject, body: settled.body };
  return useQuery(
    useQueries().templates.preview.queryOptions({ input, placeholderData: keepPreviousData, gcTime: 0 }),
  );
}

export function TemplatePreview(props: { readonly preview: ReturnType<typeof useTemplatePreview> }) {
  const { data, error, refetch } = props.preview;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const broken = data?.error ?? null;
  return (
    <section className={classes.preview} aria-label="Preview" aria-busy={!data}>
      <div className={classes.previewHead}>
        <span className={classes.second}>With an invented customer</span>
        {data?.unresolved.map((field) => (
          <Tag key={field} tone="red" title="Nothing fills this field">
            {field}
          </Tag>
        ))}
      </div>
      {broken ? (
        <p className={classes.broken}>No preview: {broken.message}</p>
      ) : (
        <>
          <p className={classes.previewSubject}>{data?.subject ?? ' '}</p>
          {data ? <LetterFrame html={data.html} change={null} /> : null}
        </>
      )}
    </section>
  );
}
