import { expect, test } from '@jest/globals';
import { statementAddress } from './addresses.ts';
import { decodedParams, encodedAgain } from './encoded-location.ts';

/** What the router makes of an address in the bar. */
function routed(address: string): string {
  return decodeURI(encodedAgain(address));
}

test('the address of a team leads to that team, whatever its code has', () => {
  for (const team of ['PEPS-01', 'A & B', 'A=1', 'l’été; "x", n° 3', 'a+b@c:$?#', '100%', 'A%3DB', 'PEPS-é', '日本']) {
    const [, , part] = routed(statementAddress(team, '2021-Q1')).split('/');
    expect(decodedParams({ team: part })).toStrictEqual({ team });
  }
});

test('a part that is wrongly encoded stays as it is', () => {
  expect(decodedParams({ team: '100%' })).toStrictEqual({ team: '100%' });
});
