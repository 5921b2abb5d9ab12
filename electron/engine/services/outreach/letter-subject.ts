import { subjectProblem } from '../../../../shared/domain/letters/subject-limit.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** Throws `validation` for a subject that a template made too long to be sent. Nothing of it is cut off. */
export function requireSubject(subject: string): void {
  const problem = subjectProblem(subject);
  if (problem === null) return;
  throw new EngineError('validation', `"${subject.slice(0, 60)}…": ${problem}`, { field: 'subject' });
}
