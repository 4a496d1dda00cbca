/** Allowed and refused addresses of webhooks. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { allowedHostFault, isAllowedAddress, urlFault } from '#libs/webhooks/addresses.ts';

const PRODUCTION = { development: false, allowed: [] };
const DEVELOPMENT = { development: true, allowed: [] };

test('accepts public addresses over https', () => {
  for (const url of ['https://example.org/hook?a=b', 'https://example.org:8443/', 'https://93.184.216.34/x'])
    assert.equal(urlFault(url, PRODUCTION), undefined, url);
});

test('refuses every other address and says why', () => {
  const cases: readonly (readonly [url: string, why: RegExp])[] = [
    ['example.org', /https:/],
    ['ftp://example.org/', /https:/],
    ['javascript:alert(1)', /https:/],
    ['http://example.org/', /il faut https/],
    ['http://localhost/', /il faut https/],
    ['https://user:secret@example.org/', /mot de passe/],
    ['https://example.org/#there', /fragment/],
    [`https://example.org/${'x'.repeat(2_000)}`, /2000/],
    ['https://localhost/', /privée/],
    ['https://127.0.0.1/', /privée/],
    ['https://127.1/', /privée/],
    ['https://0x7f000001/', /privée/],
    ['https://2130706433/', /privée/],
    ['https://0.0.0.0/', /privée/],
    ['https://10.0.0.1/', /privée/],
    ['https://172.31.255.255/', /privée/],
    ['https://192.168.1.1/', /privée/],
    ['https://169.254.169.254/latest/meta-data', /privée/],
    ['https://100.64.0.1/', /privée/],
    ['https://[::1]/', /privée/],
    ['https://[::]/', /privée/],
    ['https://[fe80::1]/', /privée/],
    ['https://[fd00::1]/', /privée/],
    ['https://[::ffff:10.0.0.1]/', /privée/],
    ['https://[64:ff9b::a00:1]/', /privée/],
  ];
  for (const [url, why] of cases) assert.match(urlFault(url, PRODUCTION) ?? `taken: ${url}`, why, url);
});

test('in development, allows http to this machine and no other private address', () => {
  for (const url of ['http://localhost:1234/', 'http://127.0.0.1:1234/', 'http://[::1]:1234/', 'https://localhost/'])
    assert.equal(urlFault(url, DEVELOPMENT), undefined, url);
  expect(urlFault('http://10.0.0.1/', DEVELOPMENT) ?? '').toMatch(/il faut https/);
  expect(urlFault('https://10.0.0.1/', DEVELOPMENT) ?? '').toMatch(/privée/);
});

test('allows listed private hosts, by name, address or network', () => {
  const rules = { development: false, allowed: ['intranet.example', '10.1.0.0/16', '192.168.1.7', 'fd00::/8'] };
  for (const url of ['https://10.1.2.3/', 'https://192.168.1.7/', 'https://[fd00::5]/', 'https://intranet.example/'])
    assert.equal(urlFault(url, rules), undefined, url);
  for (const url of ['https://10.2.0.1/', 'https://192.168.1.8/']) expect(urlFault(url, rules) ?? '').toMatch(/privée/);
  assert.ok(isAllowedAddress('intranet.example', '10.9.9.9', rules));
  assert.ok(!isAllowedAddress('other.example', '10.9.9.9', rules), 'a public name that leads to a private address');
});

test('names an invalid entry of the list', () => {
  for (const good of ['intranet', 'a.example', '10.1.0.0/16', '10.1.2.3', 'fd00::/8'])
    assert.equal(allowedHostFault(good), undefined, good);
  for (const bad of ['10.1.0.0/33', 'https://a.example', 'a b', 'fd00::/129', ''])
    assert.ok(allowedHostFault(bad), bad);
});
