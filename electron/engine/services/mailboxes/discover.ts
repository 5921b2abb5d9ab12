import type { DiscoveryView } from '../../../../shared/contract/mailbox-discovery.ts';
import { discoverServers } from '../../mail/presets/discover-servers.ts';

/** Servers that may belong to an address, as screens propose them. Sets nothing up. Errors: `validation`, `cancelled`. */
export async function proposeServers(address: string, signal?: AbortSignal): Promise<DiscoveryView> {
  const { proposals, problems } = await discoverServers(address, signal === undefined ? {} : { signal });
  return { proposals: [...proposals], problems: [...problems] };
}
