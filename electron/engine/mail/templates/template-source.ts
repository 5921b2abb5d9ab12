import { EngineError } from '../../platform/engine-error.ts';

/** A template as it is stored and edited: two Liquid sources. */
export interface TemplateSource {
  readonly subject: string;
  readonly body: string;
}

/** Longest subject and body source, in characters. */
export const MAX_SUBJECT_SOURCE = 1_000;
export const MAX_BODY_SOURCE = 50_000;

/**
 * Reads a template file: a head between two `---` lines with `subject: …`, then the body. Throws
 * `EngineError('bad_template')` when the head or the subject is missing.
 */
export function parseTemplateFile(text: string): TemplateSource {
  const match = /^---\n(?<head>[\s\S]*?)\n---\n(?<body>[\s\S]*)$/u.exec(text.replace(/\r\n?/gu, '\n'));
  const subject = /^subject:[ \t]*(?<subject>.+)$/mu.exec(match?.groups?.head ?? '')?.groups?.subject;
  if (!match?.groups || subject === undefined) {
    throw new EngineError(
      'bad_template',
      'The template file needs a head between two lines of "---" with a line "subject: …", then the body.',
      { line: 1 },
    );
  }
  return { subject: subject.trim(), body: (match.groups.body ?? '').trim() };
}
