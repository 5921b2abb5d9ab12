import { BlockList, isIP } from 'node:net';

/**
 * Who stands behind an address: anybody (`public`), this computer (`loopback`), somebody in the house (`private`), or
 * nobody that a webhook could be meant for (`never`): link-local, which clouds answer with their credentials, multicast,
 * broadcast, and ranges kept for documentation and tests (IANA special-purpose registries, RFC 6890).
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'never';

const RANGES: readonly (readonly [AddressKind, readonly string[]])[] = [
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']],
  [
    'never',
    [
      '0.0.0.0/8',
      '169.254.0.0/16',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/3',
      '::/128',
      '64:ff9b::/96',
      '64:ff9b:1::/48',
      '100::/64',
      '2001::/23',
      '2001:db8::/32',
      '2002::/16',
      'fe80::/10',
      'fec0::/10',
      'ff00::/8',
    ],
  ],
];

const LISTS = RANGES.map(([kind, ranges]) => [kind, blockListOf(ranges)] as const);

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** The kind of an IP address; an IPv4 one that is written as IPv6 counts as itself. Anything else is `never`. */
export function addressKind(address: string): AddressKind {
  const version = isIP(address);
  if (version === 0) return 'never';
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return LISTS.find(([, list]) => list.check(address, family))?.[0] ?? 'public';
}
