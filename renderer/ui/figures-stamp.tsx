import type { Instant } from '../../shared/domain/dates.ts';
import { exactInstant, instantText } from './format/date-format.ts';
import { useFormat } from './format/locale.tsx';

/** The moment that figures speak of, and the connection that read them; `from` null: imported files. */
export interface FiguresSource {
  readonly at: Instant | null;
  readonly from: string | null;
}

/** How old figures are: "Figures as of 08:12", "Figures as of sync 08:12". */
export function FiguresStamp({ at, from }: FiguresSource) {
  const { locale, today } = useFormat();
  if (at === null) return <>{from === null ? 'No figures yet' : `${from} was not read to its end yet`}</>;
  const exact = exactInstant(at, locale);
  return (
    <>
      Figures as of {from === null ? '' : 'sync '}
      <time dateTime={at} title={from === null ? exact : `${from}, ${exact}`}>
        {instantText(at, today, locale)}
      </time>
    </>
  );
}
