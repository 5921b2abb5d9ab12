/** So many characters a subject may have: RFC 5322 (2.1.1) limits a header line to 998, and one word cannot be folded. */
export const SUBJECT_LIMIT = 500;

/** What is wrong with a subject, and what to do; null when it can be sent. A typed one is limited already. */
export function subjectProblem(subject: string): string | null {
  if (subject.length <= SUBJECT_LIMIT) return null;
  return `The subject has ${subject.length} characters, and mail servers take ${SUBJECT_LIMIT} at most. Shorten it.`;
}
