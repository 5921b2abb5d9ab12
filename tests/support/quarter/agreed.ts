/** What the plan of a call says that the customer asked for. */
export const AGREED = 'Asked to be called';
