/** The locale of texts that no person has chosen a locale for (command line, log): English with day before month. */
export const DEFAULT_LOCALE = 'en-GB';
