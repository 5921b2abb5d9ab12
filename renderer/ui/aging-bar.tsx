import type { AgingFigures } from '../../shared/contract/worklist.ts';
import type { MinorUnits } from '../../shared/domain/money.ts';
import classes from './aging-bar.module.css';
import { agingSegments, type BucketEdges, DEFAULT_EDGES } from './aging-segments.ts';
import { useFormat } from './format/locale.tsx';
import { moneyText } from './format/money-format.ts';
import { MoneyText } from './money-text.tsx';

export interface AgingBarProps {
  readonly aging: AgingFigures;
  readonly edges?: BucketEdges;
}

/** The small bar of a list row: shares of the open invoices by age. The figures are its accessible name. */
export function AgingBar({ aging, edges = DEFAULT_EDGES }: AgingBarProps) {
  const { locale } = useFormat();
  const segments = agingSegments(aging, edges);
  const text = segments
    .map((part) => `${part.label} ${moneyText(part.minor, aging.currency, locale)}`)
    .join(', ');
  return (
    <span className={classes.small} role="img" aria-label={text || 'nothing open'} title={text}>
      {segments.map((part) => (
        <Segment key={part.tint} tint={part.tint} minor={part.minor} />
      ))}
    </span>
  );
}

/** The large bar of an account: the same shares with amount and age under each part. */
export function AgingBarLarge({ aging, edges = DEFAULT_EDGES }: AgingBarProps) {
  const segments = agingSegments(aging, edges);
  if (segments.length === 0) return null;
  return (
    <div className={classes.large}>
      <div className={classes.track} aria-hidden="true">
        {segments.map((part) => (
          <Segment key={part.tint} tint={part.tint} minor={part.minor} />
        ))}
      </div>
      <dl className={classes.labels}>
        {segments.map((part) => (
          <div key={part.tint} className={classes.label} style={{ flexGrow: part.minor }}>
            <dt>
              <span className={classes.key} data-tint={part.tint} aria-hidden="true" />
              {part.label}
            </dt>
            <dd>
              <MoneyText minor={part.minor} currency={aging.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Segment(props: { readonly tint: number; readonly minor: MinorUnits }) {
  return <span className={classes.segment} data-tint={props.tint} style={{ flexGrow: props.minor }} />;
}
