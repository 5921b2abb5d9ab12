import { fingerprintGroups } from '../../../shared/domain/people/fingerprint.ts';
import classes from './people.module.css';

/** A fingerprint in its groups, for reading aloud. `large` where two people compare it. */
export function Fingerprint(props: {
  readonly value: string;
  readonly large?: boolean;
  readonly label?: string;
}) {
  return (
    <output
      className={classes.fingerprint}
      data-large={props.large ? true : undefined}
      aria-label={props.label ?? 'Fingerprint'}
    >
      {fingerprintGroups(props.value).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a fingerprint never move
        <span key={`${index}-${group}`}>{group}</span>
      ))}
    </output>
  );
}
