import { useState } from 'react';
import type {
  BankAnswersInput,
  BankQuestionCode,
  TakenStatementView,
} from '../../../shared/contract/cash.ts';
import { useClient } from '../../api/engine-context.tsx';
import type { PickedFile } from '../../api/host.ts';
import { pickFile } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';

type Taken = Extract<TakenStatementView, { readonly state: 'taken' }>;

/** A statement that is being read: what it asks, or which of its rows could not be read. */
export type StatementState =
  | { readonly step: 'questions'; readonly file: PickedFile; readonly questions: readonly BankQuestionCode[] }
  | { readonly step: 'rejected'; readonly file: PickedFile; readonly rejected: Taken['rejected'] };

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
      setState(taken.rejected.length > 0 ? { step: 'rejected', file, rejected: taken.rejected } : null);
      navigate({ screen: 'cash' });
    } catch (error) {
      setState(null);
      feedback.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const pick = async () => {
    try {
      const file = await pickFile({
        title: 'Read a bank statement',
        endings: ['.csv', '.xlsx', '.txt', '.tsv'],
      });
      if (file !== null) await read(file, {});
    } catch (error) {
      feedback.failed(error);
    }
  };
  return { state, busy, read, pick: () => void pick(), close: () => setState(null) };
}

/** `12 new lines, 2 of them money out; 3 known already; 1 could not be read`. */
export function takenWords({ taken, known, outgoing, rejected }: Taken): string {
  const out = outgoing > 0 ? `, ${count(outgoing, 'line')} of the file with money out` : '';
  return [
    `${count(taken, 'new line')}${out}`,
    ...(known > 0 ? [`${known} known already`] : []),
    ...(rejected.length > 0 ? [`${rejected.length} could not be read`] : []),
  ].join('; ');
}
