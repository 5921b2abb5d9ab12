import type { AccountId } from '../../../shared/domain/ids.ts';
import classes from './coverage.module.css';
import { useCoverage } from './use-coverage.ts';

/** What the one who handed the account over wrote about it. Nothing in a workspace of one's own. */
export function SpecialistWords({ accountId }: { readonly accountId: AccountId }) {
  const coverage = useCoverage();
  const words = coverage?.wordsOf.find((one) => one.accountId === accountId)?.words;
  if (coverage === null || words === undefined) return null;
  return (
    <blockquote className={classes.words} aria-label={`What ${coverage.sender} wrote`}>
      <p>{words}</p>
      <footer>{coverage.sender}, for you</footer>
    </blockquote>
  );
}
