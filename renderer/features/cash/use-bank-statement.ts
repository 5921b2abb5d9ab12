import { useState } from 'react';
import type {
  BankAnswersInput,
  BankQuestionCode,
  TakenStatementView,
} from '../../../shared/contract/cash.ts';
import { useClient } from '../../api/engine-context.tsx';
import type { PickedFile } from '../../api/host.ts';
import { pickFile, takeDropped } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';

type Taken = Extract<TakenStatementView, { readonly state: 'taken' }>;

export const STATEMENT_ENDINGS = ['.csv', '.xlsx', '.tsv', '.txt', '.xml', '.sta', '.mt940', '.940', '.swi'];

/** A statement that is being read: what it asks, or what of it was not taken and what a person should know. */
export type StatementState =
  | { readonly step: 'questions'; readonly file: PickedFile; readonly questions: readonly BankQuestionCode[] }
  | { readonly step: 'report'; readonly file: PickedFile; readonly taken: Taken };

/** Reading a bank statement: pick a file, answer what it leaves open, see what could not be read. */
export function useBankStatement() {
  const client = useClient();
  const feedback = useFeedback();
  const [state, setState] = useState<StatementState | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async (file: PickedFile, answers: BankAnswersInput) => {
    setBusy(true);
    try {
      const taken = await client.cash.takeStatement({ grant: file.grant, answers });
      if (taken.state === 'questions') {
        setState({ step: 'questions', file, questions: taken.questions });
        return;
      }
      feedback.say(`${file.name}: ${takenWords(taken)}`);
      setState(isUneventful(taken) ? null : { step: 'report', file, taken });
      navigate({ screen: 'cash' });
    } catch (error) {
      setState(null);
      feedback.failed(error);
    } finally {
      setBusy(false);
    }
  };
  /** Reads what is picked or dropped; null when nothing was. */
  const take = async (file: Promise<PickedFile | null>) => {
    try {
      const given = await file;
      if (given !== null) await read(given, {});
    } catch (error) {
      feedback.failed(error);
    }
  };
  return {
    state,
    busy,
    read,
    pick: () => void take(pickFile({ title: 'Read a bank statement', endings: STATEMENT_ENDINGS })),
    drop: (file: File) => void take(takeDropped(file)),
    close: () => setState(null),
  };
}

function isUneventful({ rejected, aside, warnings, alike }: Taken): boolean {
  return rejected.length + aside.length + warnings.length + alike === 0;
}

/** `12 new lines, 2 of them money out; 3 known already; 1 could not be read; 2 balances agree`. */
export function takenWords(told: Taken): string {
  const { taken, known, outgoing, rejected, aside, statements, balanced } = told;
  const out = outgoing > 0 ? `, ${count(outgoing, 'line')} of the file with money out` : '';
  return [
    `${count(taken, 'new line')}${out}`,
    ...(known > 0 ? [`${known} known already`] : []),
    ...(aside.length > 0 ? [`${aside.length} left aside`] : []),
    ...(rejected.length > 0 ? [`${rejected.length} could not be read`] : []),
    ...(statements > 0 && balanced === statements ? ['the balances agree'] : []),
  ].join('; ');
}
