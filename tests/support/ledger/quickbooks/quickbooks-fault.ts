import { jsonReply, type Reply } from '../web-server.ts';

/** A fault as the API writes it. */
export function faultReply(status: number, type: string, code: string, message: string): Reply {
  const Fault = { Error: [{ Message: message, Detail: `${message}.`, code, element: '' }], type };
  return jsonReply(status, JSON.stringify({ Fault, time: '2026-11-02T01:30:00.250-07:00' }));
}
