/**
 * Allowed addresses of webhooks. A service that calls any address would open its private network to callers, so private addresses
 * are refused, when a subscription is made and at each name lookup, since the answer may change.
 */
import { BlockList, isIP } from 'node:net';
import { memoisedOnce } from '#libs/kernel/memo.ts';
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';
import type { HostFault, UrlFault } from '#libs/webhooks/faults.ts';

export interface AddressRules {
  /** Allows http to this machine, for development. */
  readonly development: boolean;
  /** Private hosts that may be called (names, addresses, or networks such as 10.1.0.0/16). */
  readonly allowed: readonly string[];
}

const MAX_LENGTH = 2_000;

/** Networks outside the public Internet, and the old relays to IPv6. Source: IANA special-purpose address registries (RFC 6890). */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** `::/96`, `::ffff:0:0:0/96`, `64:ff9b::/96` and `64:ff9b:1::/48` embed IPv4 addresses; `2002::/16` routes to them. */
const PRIVATE_V6 = [
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
const loopback = memoisedOnce(() => blockList(['127.0.0.0/8', '::1/128']));
const privateNetworks = memoisedOnce(() => blockList([...PRIVATE_V4, ...PRIVATE_V6]));

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits ?? (isIP(address) === 6 ? 128 : 32)), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether an address of a host, looked up or literal, may be called. */
export function isAllowedAddress(host: string, address: string, { development, allowed }: AddressRules): boolean {
  if (!isIn(privateNetworks(), address)) return true;
  if (development && isIn(loopback(), address)) return true;
  return allowed.includes(host) || isInNetworks(address, allowed.filter(isNetwork));
}

/** Whether an address is one of these or in one of these networks. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  return isIP(address) !== 0 && isIn(blockList(networks), address);
}

/** Whether it is an address or a network such as 10.1.0.0/16. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return most !== undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** The fault of an entry of `allowed`; undefined for a valid one. */
export function allowedHostFault(entry: string): HostFault | undefined {
  if (isNetwork(entry) || /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry)) return undefined;
  return { code: 'HOST_INVALID', data: { entry } };
}

/** The fault of the URL of a subscription; undefined for a valid one. */
export function urlFault(text: string, rules: AddressRules): UrlFault | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { code: 'URL_NOT_HTTP', data: {} };
  if (text.length > MAX_LENGTH) return { code: 'URL_TOO_LONG', data: { max: MAX_LENGTH } };
  return heldFault(url) ?? placeFault(url, rules);
}

/** The fault of a part that a log must not keep, or that would not be sent. */
function heldFault(url: URL): UrlFault | undefined {
  if (url.username !== '' || url.password !== '') return { code: 'URL_HOLDS_CREDENTIALS', data: {} };
  if (url.hash !== '') return { code: 'URL_HOLDS_FRAGMENT', data: {} };
  return holdsKeyedNumber(url.href) ? { code: 'URL_HOLDS_NUMBER', data: {} } : undefined;
}

/** The fault of its destination. */
function placeFault(url: URL, rules: AddressRules): UrlFault | undefined {
  const host = hostOf(url);
  if (url.protocol === 'http:' && !(rules.development && isLoopback(host))) return { code: 'URL_NOT_HTTPS', data: {} };
  const isPrivate = isIP(host) === 0 ? isLocalName(host) && !rules.development : !isAllowedAddress(host, host, rules);
  return isPrivate && !rules.allowed.includes(host) ? { code: 'URL_PRIVATE', data: { host } } : undefined;
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** `localhost` and every name under it, whatever a resolver answers, also with the final dot of a full name. Source: RFC 6761, 6.3. */
function isLocalName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host);
}

function isLoopback(host: string): boolean {
  return isLocalName(host) || (isIP(host) !== 0 && isIn(loopback(), host));
}
