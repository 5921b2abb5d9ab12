import type { PickedFile } from './host.ts';

/** The file that the browser host was started with: it stands in the fragment, beside the one-time token. */
export function startFileIn(hash: string): PickedFile | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const grant = parameters.get('file');
  if (grant === null || grant === '' || !parameters.has('token')) return null;
  return { grant, name: parameters.get('name') || 'the file' };
}
