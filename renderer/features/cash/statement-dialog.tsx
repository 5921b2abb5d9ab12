import { Button, Group, Modal, Radio, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { BankAnswersInput, BankQuestionCode } from '../../../shared/contract/cash.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { currencyOptions } from '../start/regions.ts';
import classes from './cash.module.css';
import { StatementReport } from './statement-report.tsx';
import type { StatementState } from './use-bank-statement.ts';

/** What a bank statement leaves open, or what of it was not taken. */
export function StatementDialog(props: {
  readonly state: StatementState | null;
  readonly busy: boolean;
  readonly onRead: (file: StatementState['file'], answers: BankAnswersInput) => void;
  readonly onClose: () => void;
}) {
  const { state } = props;
  return (
    <Modal
      opened={state !== null}
      onClose={props.onClose}
      title={state?.step === 'report' ? `Read: ${state.file.name}` : 'Bank statement'}
    >
      {state?.step === 'questions' ? (
        <Questions
          name={state.file.name}
          questions={state.questions}
          busy={props.busy}
          onCancel={props.onClose}
          onAnswer={(answers) => props.onRead(state.file, answers)}
        />
      ) : null}
      {state?.step === 'report' ? <StatementReport taken={state.taken} onClose={props.onClose} /> : null}
    </Modal>
  );
}

function Questions(props: {
  readonly name: string;
  readonly questions: readonly BankQuestionCode[];
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onAnswer: (answers: BankAnswersInput) => void;
}) {
  const { questions } = props;
  const { locale } = useFormat();
  const [answers, setAnswers] = useState<BankAnswersInput>({});
  const currencies = useMemo(() => currencyOptions(locale), [locale]);
  const given: Readonly<Record<BankQuestionCode, boolean>> = {
    date_order: answers.dateOrder !== undefined,
    decimal_mark: answers.decimalMark !== undefined,
    currency: answers.currency !== undefined,
  };
  return (
    <div className={classes.dialog}>
      <p>{props.name} leaves open what only you can know. Nothing is taken before you say it.</p>
      {questions.includes('date_order') ? (
        <Radio.Group
          label="Is 03/04 the 3rd of April, or the 4th of March?"
          value={answers.dateOrder ?? null}
          onChange={(value) => setAnswers({ ...answers, dateOrder: value === 'dmy' ? 'dmy' : 'mdy' })}
        >
          <div className={classes.options}>
            <Radio value="dmy" label="3 April: day first" size="sm" />
            <Radio value="mdy" label="4 March: month first" size="sm" />
          </div>
        </Radio.Group>
      ) : null}
      {questions.includes('decimal_mark') ? (
        <Radio.Group
          label="Is 1,234 a thousand, or one and a bit?"
          value={answers.decimalMark ?? null}
          onChange={(value) => setAnswers({ ...answers, decimalMark: value === '.' ? '.' : ',' })}
        >
          <div className={classes.options}>
            <Radio value="." label="A thousand: 1,234.00" size="sm" />
            <Radio value="," label="One and a bit: 1,234 is 1.234" size="sm" />
          </div>
        </Radio.Group>
      ) : null}
      {questions.includes('currency') ? (
        <Select
          label="In which currency is the account?"
          searchable
          data={currencies}
          value={answers.currency ?? null}
          onChange={(value) =>
            setAnswers(({ currency: _, ...rest }) =>
              value === null ? rest : { ...rest, currency: value as CurrencyCode },
            )
          }
          nothingFoundMessage="No such currency"
        />
      ) : null}
      <Group justify="flex-end" gap={8}>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button
          variant="filled"
          loading={props.busy}
          disabled={questions.some((question) => !given[question])}
          onClick={() => props.onAnswer(answers)}
        >
          Read it
        </Button>
      </Group>
    </div>
  );
}
