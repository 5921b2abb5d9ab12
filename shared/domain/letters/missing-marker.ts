const MARKER = /\[missing: (?<field>[^\]\n]{1,100})\]/gu;

/** What stands in a letter in place of a field that the data lacks. A person sees it and fills it. */
export function missingMarker(field: string): string {
  return `[missing: ${field}]`;
}

/** The fields whose markers still stand in texts that a person may have edited, each once. */
export function missingFieldsIn(...texts: readonly string[]): readonly string[] {
  const fields = texts.flatMap((text) =>
    [...text.matchAll(MARKER)].map((match) => match.groups?.field ?? ''),
  );
  return [...new Set(fields)];
}
