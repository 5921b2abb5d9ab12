import { Button } from '@mantine/core';
import type { DraftProposal } from '../../../shared/contract/drafts.ts';
import { useFigures } from '../../app/frame/use-rail-counts.ts';
import type { ScreenName } from '../../app/location/location.ts';
import { Tag } from '../../ui/tag.tsx';
import classes from './blocked-message.module.css';
import { gateWords } from './gate-words.ts';

/** A message that the gate left out: what blocks it, since when, and who can lift it. */
export function BlockedMessage(props: {
  readonly proposal: DraftProposal;
  readonly figures: React.ReactNode;
  /** Leaves the review for the place where the block is lifted. */
  readonly onLift: (screen: ScreenName) => void;
}) {
  const { proposal } = props;
  const connected = (useFigures()?.from ?? null) !== null;
  const blocks = proposal.gate.filter((entry) => entry.decision === 'block');
  return (
    <div className={classes.blocked}>
      <h2 className={classes.title}>Nothing goes to {proposal.accountName}</h2>
      {blocks.length === 0 ? (
        <p>
          Nothing of this account is due for this letter in {proposal.currency}. Choose another stage, or go
          on.
        </p>
      ) : null}
      <ul className={classes.list}>
        {blocks.map((entry) => {
          const words = gateWords(entry.code, connected);
          const { place } = words;
          return (
            <li key={`${entry.code} ${entry.text}`} className={classes.block}>
              <p>
                <Tag tone="red">{words.label}</Tag> {entry.text}
              </p>
              {entry.invoices.length > 0 ? (
                <p className={classes.second}>About {entry.invoices.join(', ')}</p>
              ) : null}
              <p className={classes.second}>
                <b>Who can lift it:</b> {words.lift}
              </p>
              {place ? (
                <Button size="compact-sm" onClick={() => props.onLift(place.screen)}>
                  {place.button}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className={classes.second}>{props.figures}</p>
    </div>
  );
}
