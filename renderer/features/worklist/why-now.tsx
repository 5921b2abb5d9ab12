import { Tooltip } from '@mantine/core';
import { Tag } from '../../ui/tag.tsx';
import { type Reason, reasonTone, shortReason, tellingReasons } from './reasons.ts';
import classes from './why-now.module.css';

/** Why this account stands where it stands: what holds it back as a tag, then the weightiest reason; all on hover. */
export function WhyNow(props: { readonly reasons: readonly Reason[]; readonly score: number }) {
  const telling = tellingReasons(props.reasons);
  if (telling.length === 0) return null;
  const [tagged] = telling.filter((reason) => reasonTone(reason) !== null);
  const [plain] = telling.filter((reason) => reasonTone(reason) === null);
  return (
    <Tooltip
      multiline
      openDelay={350}
      position="bottom-start"
      classNames={{ tooltip: classes.card }}
      label={<ReasonList reasons={props.reasons} score={props.score} />}
    >
      <span className={classes.why}>
        {tagged ? <Tag tone={reasonTone(tagged) ?? 'neutral'}>{shortReason(tagged)}</Tag> : null}{' '}
        {plain ? <span className={tagged ? classes.rest : undefined}>{plain.text}</span> : null}
      </span>
    </Tooltip>
  );
}

/** Every reason with its points, and what they add up to. */
export function ReasonList(props: { readonly reasons: readonly Reason[]; readonly score: number }) {
  const sorted = [...props.reasons].sort((left, right) => right.points - left.points);
  return (
    <dl className={classes.list}>
      {sorted.map((reason) => (
        <div key={reason.code} className={classes.row}>
          <dt>{reason.text}</dt>
          <dd>{signed(reason.points)}</dd>
        </div>
      ))}
      <div className={classes.total}>
        <dt>Priority</dt>
        <dd>{props.score}</dd>
      </div>
    </dl>
  );
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
