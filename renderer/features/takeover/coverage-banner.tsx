import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './coverage.module.css';
import { ReturnDialog } from './return-dialog.tsx';
import { useCoverage } from './use-coverage.ts';
import { windowWords } from './window-words.ts';

/** In a workspace that came from a handoff, a line on every screen: for whom, how long still, and the way back. */
export function CoverageBanner() {
  const coverage = useCoverage();
  const { locale, today } = useFormat();
  const [returning, setReturning] = useState(false);
  useCommands(
    coverage === null
      ? []
      : [
          {
            id: 'takeover.return',
            title: `Return the work to ${coverage.sender}`,
            group: 'Window',
            run: () => setReturning(true),
          },
        ],
  );
  if (coverage === null) return null;
  return (
    <>
      <div className={classes.line} role="status" data-state={coverage.state}>
        <IconLifebuoy size={15} aria-hidden="true" />
        <p>
          <b>Covering for {coverage.sender}</b> · <span>{windowWords(coverage, today, locale)}</span>
          {coverage.state === 'running' ? null : <span> · nothing goes out from here</span>}
        </p>
        <CommandButton
          command="takeover.return"
          label={coverage.state === 'returned' ? 'Return once more' : 'Return work'}
        />
      </div>
      {returning ? <ReturnDialog coverage={coverage} onClose={() => setReturning(false)} /> : null}
    </>
  );
}
