import { connectorFailure } from '../connector-failure.ts';

/** Methods of models that only read. */
const READS =
  /^model\.[a-z_.-]+\.(?:search|search_read|search_count|read|fields_get|get_preferences|get_access)$/;
/** What the connection test tries with nothing to write, to find out whether it would be allowed. */
const PROBE = /^model\.[a-z_.]+\.(?:create|write)$/;
/** Opening and ending a wizard books nothing; going through it (`execute`) is not among these. */
const WIZARD = /^wizard\.[a-z_.]+\.(?:create|delete)$/;

/**
 * Tryton is called by one address for everything, so that the name of the call decides: reading, and trying to write an
 * empty list. Throws `bad_request` for everything else.
 */
export function refuseWriting(method: string, parameters: readonly unknown[]): void {
  if (READS.test(method) || WIZARD.test(method)) return;
  const [records] = parameters;
  if (PROBE.test(method) && Array.isArray(records) && records.length === 0) return;
  throw connectorFailure('bad_request', 'Nothing was sent to Tryton: this connection only reads.');
}
