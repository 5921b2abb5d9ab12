/** What a specialist says in a call, and what a call is to bring to light. A workspace writes its own. */
export interface CallGuide {
  /** Names in double braces are filled in: see `fillScript`. */
  readonly script: string;
  readonly checklist: readonly string[];
}

/** What a script may name: the figures of the account in the currency with the most overdue. */
export const SCRIPT_NAMES = ['customer', 'company', 'sender', 'overdue', 'invoices', 'days'] as const;
export type ScriptName = (typeof SCRIPT_NAMES)[number];

export const DEFAULT_CALL_GUIDE: CallGuide = {
  script:
    'Good morning, this is {{sender}}, calling for {{company}}. May I speak to whoever looks after payments?\n' +
    'I am calling about {{invoices}} of {{customer}}, {{overdue}} in all, the oldest {{days}} past due.\n' +
    'Is anything wrong with the invoices, or missing? When will they be paid, and how much on that day?',
  checklist: [
    'Speaking to the right person',
    'Invoices received and approved',
    'Anything disputed, and by whom',
    'Date, amount and way of payment',
    'Name and direct number noted',
  ],
};

const NAME = /\{\{\s*([a-z]+)\s*\}\}/gu;

/** The script with its names filled in; a name that is not known stays as it was written, so that it is seen. */
export function fillScript(script: string, values: Readonly<Record<ScriptName, string>>): string {
  return script.replace(NAME, (written, name: string) => (isScriptName(name) ? values[name] : written));
}

function isScriptName(name: string): name is ScriptName {
  return (SCRIPT_NAMES as readonly string[]).includes(name);
}
