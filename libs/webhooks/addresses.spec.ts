/** Allowed and refused addresses of webhooks. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import type { UrlFault } from '#libs/webhooks/faults.ts';
import { allowedHostFault, isAllowedAddress, urlFault } from '#libs/webhooks/addresses.ts';

const PRODUCTION = { development: false, allowed: [] };
const DEVELOPMENT = { development: true, allowed: [] };

test('accepts public addresses over https', () => {
  for (const url of ['https://example.org/hook?a=b', 'https://example.org:8443/', 'https://93.184.216.34/x'])
    assert.equal(urlFault(url, PRODUCTION), undefined, url);
});

test('refuses every other address and says why', () => {
  const cases: readonly (readonly [url: string, why: UrlFault['code']])[] = [
    ['example.org', 'URL_NOT_HTTP'],
    ['ftp://example.org/', 'URL_NOT_HTTP'],
    ['javascript:alert(1)', 'URL_NOT_HTTP'],
    ['http://example.org/', 'URL_NOT_HTTPS'],
    ['http://localhost/', 'URL_NOT_HTTPS'],
    ['https://user:secret@example.org/', 'URL_HOLDS_CREDENTIALS'],
    ['https://example.org/#there', 'URL_HOLDS_FRAGMENT'],
    [`https://example.org/${'x'.repeat(2_000)}`, 'URL_TOO_LONG'],
    ['https://localhost/', 'URL_PRIVATE'],
    ['https://127.0.0.1/', 'URL_PRIVATE'],
    ['https://127.1/', 'URL_PRIVATE'],
    ['https://0x7f000001/', 'URL_PRIVATE'],
    ['https://2130706433/', 'URL_PRIVATE'],
    ['https://0.0.0.0/', 'URL_PRIVATE'],
    ['https://10.0.0.1/', 'URL_PRIVATE'],
    ['https://172.31.255.255/', 'URL_PRIVATE'],
    ['https://192.168.1.1/', 'URL_PRIVATE'],
    ['https://169.254.169.254/latest/meta-data', 'URL_PRIVATE'],
    ['https://100.64.0.1/', 'URL_PRIVATE'],
    ['https://[::1]/', 'URL_PRIVATE'],
    ['https://[::]/', 'URL_PRIVATE'],
    ['https://[fe80::1]/', 'URL_PRIVATE'],
    ['https://[fd00::1]/', 'URL_PRIVATE'],
    ['https://[::ffff:10.0.0.1]/', 'URL_PRIVATE'],
    ['https://[64:ff9b::a00:1]/', 'URL_PRIVATE'],
    ['https://[64:ff9b:1::a00:1]/', 'URL_PRIVATE'],
    ['https://[fec0::1]/', 'URL_PRIVATE'],
    ['https://[3fff:fff::1]/', 'URL_PRIVATE'],
    ['https://[5f00::1]/', 'URL_PRIVATE'],
    ['https://[100:0:0:1::1]/', 'URL_PRIVATE'],
    ['https://[::ffff:0:a00:1]/', 'URL_PRIVATE'],
    ['https://192.88.99.1/', 'URL_PRIVATE'],
    ['https://localhost./', 'URL_PRIVATE'],
    ['https://api.localhost/', 'URL_PRIVATE'],
    ['https://API.LOCALHOST./', 'URL_PRIVATE'],
  ];
  for (const [url, why] of cases) assert.equal(urlFault(url, PRODUCTION)?.code, why, url);
});

test('refuses a private IPv4 address in each form that IPv6 has for it, literal or looked up', () => {
  const addresses = [
    '10.0.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '192.88.99.1',
    '198.18.0.1',
    '240.0.0.1',
  ];
  for (const address of addresses) {
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
    const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
    for (const form of [
      `::ffff:${address}`,
      `::ffff:${hex}`,
      `0:0:0:0:0:ffff:${hex}`,
      `::${hex}`,
      `::ffff:0:${hex}`,
      `64:ff9b::${hex}`,
    ]) {
      assert.ok(!isAllowedAddress('example.org', form, PRODUCTION), form);
      expect([form, urlFault(`https://[${form}]/`, PRODUCTION)?.code]).toStrictEqual([form, 'URL_PRIVATE']);
    }
  }
  assert.ok(isAllowedAddress('example.org', '::ffff:93.184.216.34', PRODUCTION));
});

test('in development, allows http to this machine and no other private address', () => {
  for (const url of ['http://localhost:1234/', 'http://127.0.0.1:1234/', 'http://[::1]:1234/', 'https://localhost/'])
    assert.equal(urlFault(url, DEVELOPMENT), undefined, url);
  expect(urlFault('http://10.0.0.1/', DEVELOPMENT)?.code).toBe('URL_NOT_HTTPS');
  expect(urlFault('https://10.0.0.1/', DEVELOPMENT)?.code).toBe('URL_PRIVATE');
});

test('allows listed private hosts, by name, address or network', () => {
  const rules = { development: false, allowed: ['intranet.example', '10.1.0.0/16', '192.168.1.7', 'fd00::/8'] };
  for (const url of ['https://10.1.2.3/', 'https://192.168.1.7/', 'https://[fd00::5]/', 'https://intranet.example/'])
    assert.equal(urlFault(url, rules), undefined, url);
  for (const url of ['https://10.2.0.1/', 'https://192.168.1.8/'])
    expect(urlFault(url, rules)?.code).toBe('URL_PRIVATE');
  assert.ok(isAllowedAddress('intranet.example', '10.9.9.9', rules));
  assert.ok(!isAllowedAddress('other.example', '10.9.9.9', rules), 'a public name that leads to a private address');
});

test('names an invalid entry of the list', () => {
  for (const good of ['intranet', 'a.example', '10.1.0.0/16', '10.1.2.3', 'fd00::/8'])
    assert.equal(allowedHostFault(good), undefined, good);
  for (const bad of ['10.1.0.0/33', 'https://a.example', 'a b', 'fd00::/129', ''])
    assert.ok(allowedHostFault(bad), bad);
});
