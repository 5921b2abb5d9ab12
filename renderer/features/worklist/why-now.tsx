import { Tooltip } from '@mantine/core';
import { Tag } from '../../ui/tag.tsx';
import { type Reason, reasonTone, tellingReasons } from './reasons.ts';
import classes from './why-now.module.css';

/** Why this account stands where it stands: the weightiest reason in words, all of them with points on hover. */
export function WhyNow(props: { readonly reasons: readonly Reason[]; readonly score: number }) {
  const [first, ...rest] = tellingReasons(props.reasons);
  if (!first) return null;
  const tone = reasonTone(first);
  const plain = tone === null ? [first, ...rest.slice(0, 1)] : [];
  return (
    <Tooltip
      multiline
      openDelay={350}
      position="bottom-start"
      classNames={{ tooltip: classes.card }}
      label={<ReasonList reasons={props.reasons} score={props.score} />}
    >
      <span className={classes.why}>
        {tone === null ? plain.map((reason) => reason.text).join(' · ') : <Tag tone={tone}>{first.text}</Tag>}
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
