import { type Figures, figuresStamp } from '../../shared/domain/figures.ts';
import { exactInstant, instantText } from './format/date-format.ts';
import { useFormat } from './format/locale.tsx';

/** How old figures are: "Figures as of 08:12", "Figures as of sync 08:12", and of which source where several are mixed. */
export function FiguresStamp({ figures }: { readonly figures: Figures }) {
  const { locale, today } = useFormat();
  const { before, at, after } = figuresStamp(figures);
  if (at === null) return <>{before}</>;
  const exact = exactInstant(at, locale);
  return (
    <>
      {before}
      <time dateTime={at} title={figures.from === null ? exact : `${figures.from}, ${exact}`}>
        {instantText(at, today, locale)}
      </time>
      {after}
    </>
  );
}
