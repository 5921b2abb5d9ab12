import { useFiguresAsOf } from '../../app/frame/use-rail-counts.ts';
import { InstantText } from '../../ui/date-text.tsx';

/** How old the figures are that the letter speaks of. */
export function FiguresAge() {
  const figuresAsOf = useFiguresAsOf();
  if (!figuresAsOf) return <>No figures were imported yet.</>;
  return (
    <>
      Figures as of <InstantText at={figuresAsOf} />
    </>
  );
}
