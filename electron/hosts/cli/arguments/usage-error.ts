/** The command line itself is wrong: unknown command or flag, missing argument. Ends with status 2. */
export class UsageError extends Error {
  /** How the command is written, when it is known which one was meant. */
  readonly usage: string | null;
  constructor(message: string, usage: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.usage = usage;
  }
}
