import { connectorFailure, type FailureReason, failureReason } from './connector-failure.ts';

/** Says in words which right is missing where a system refuses to take what is written. Other failures stay as they are. */
export function whenForbidden<T>(work: Promise<T>, words: string): Promise<T> {
  return inWords(work, 'forbidden', words);
}

/** Says in words why a system did not accept what is written, where it only says that it did not. */
export function whenUnaccepted<T>(work: Promise<T>, words: string): Promise<T> {
  return inWords(work, 'bad_request', words);
}

async function inWords<T>(work: Promise<T>, reason: FailureReason, words: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw failureReason(error) === reason ? connectorFailure(reason, words) : error;
  }
}
