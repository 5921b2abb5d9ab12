import { CloseButton, Progress } from '@mantine/core';
import { useFormat } from './format/locale.tsx';
import classes from './progress-line.module.css';

/** Work that goes on: what, how far, and a way to stop it. */
export function ProgressLine(props: {
  readonly title: string;
  readonly phase?: string;
  readonly done: number;
  readonly total: number | null;
  readonly onCancel?: () => void;
}) {
  const { locale } = useFormat();
  const number = new Intl.NumberFormat(locale);
  const share =
    props.total === null || props.total === 0 ? null : Math.min(100, (props.done / props.total) * 100);
  const counted = countedOf(props, number);
  return (
    <div className={classes.line}>
      <span className={classes.title}>{props.title}</span>
      <Progress.Root className={classes.bar} size={5}>
        <Progress.Section
          value={share ?? 100}
          striped={share === null}
          animated={share === null}
          aria-label={props.title}
          aria-valuetext={counted}
        />
      </Progress.Root>
      <span className={classes.count}>{[props.phase, counted].filter(Boolean).join(' · ')}</span>
      {props.onCancel ? (
        <CloseButton size="xs" aria-label={`Cancel: ${props.title}`} onClick={props.onCancel} />
      ) : null}
    </div>
  );
}

/** Nothing while nothing can be counted. */
function countedOf(
  { done, total }: { readonly done: number; readonly total: number | null },
  number: Intl.NumberFormat,
): string {
  if (total !== null) return `${number.format(done)} of ${number.format(total)}`;
  return done === 0 ? '' : number.format(done);
}
