import type { MessagePort } from 'node:worker_threads';
import type { WindowPort } from '../../electron/hosts/utility/shell-link.ts';

/** Node's port in the form of Electron's: the message comes wrapped in an event. */
export function asWindowPort(port: MessagePort): WindowPort {
  return {
    on(event: string, listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', () => listener({ data: undefined }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}
