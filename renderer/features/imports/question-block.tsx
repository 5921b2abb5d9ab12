import { Button } from '@mantine/core';
import type { ImportQuestion } from '../../../shared/domain/imports/inspection.ts';
import classes from './reading-panel.module.css';

/** A question about the file, beside the control that holds its answer. Known answers are one press away. */
export function QuestionBlock(props: {
  readonly questions: readonly ImportQuestion[];
  readonly code: ImportQuestion['code'];
  readonly onAnswer?: (question: ImportQuestion, value: string) => void;
}) {
  return props.questions
    .filter((question) => question.code === props.code)
    .map((question) => (
      <div key={question.text} className={classes.question} role="note">
        <p>{question.text}</p>
        {question.choices.length > 0 ? (
          <div className={classes.choices}>
            {question.choices.map((choice) => (
              <Button key={choice.value} size="xs" onClick={() => props.onAnswer?.(question, choice.value)}>
                {choice.label}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    ));
}
