import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetContentType } from '../../../shared/window/asset-types.ts';

export type WindowAsset = { readonly contentType: string; readonly bytes: Buffer };

/** The built window by URL path. What is not in it does not exist, so no path can lead out of the folder. */
export type WindowAssets = ReadonlyMap<string, WindowAsset>;

export const INDEX_PATH = '/index.html';

/**
 * Reads the built window into memory, which also keeps a running window whole while it is built again.
 * @throws Error that says how to build when there is no window in the folder
 */
export async function loadWindowAssets(folder: URL): Promise<WindowAssets> {
  const root = fileURLToPath(folder);
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const assets = new Map<string, WindowAsset>();
  for (const entry of found) {
    const contentType = assetContentType(entry.name);
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    assets.set(`/${relative(root, path).split(sep).join('/')}`, { contentType, bytes: await readFile(path) });
  }
  if (!assets.has(INDEX_PATH)) {
    throw new Error(`The window is not built: ${root} holds no index.html. Run "npm run build".`);
  }
  return assets;
}
