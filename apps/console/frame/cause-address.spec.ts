/** The cause of an amount, by the links around it. */
import { expect, test } from '@jest/globals';
import { causeAmong, isOfCause } from '#apps/console/frame/cause-address.ts';

test('takes the link to the explanation before that to the statement', () => {
  expect(
    causeAmong(['/decomptes/PEPS-01/2021-Q1', '/decomptes/PEPS-01/2021-Q1/pourquoi?decision=0&ligne=CAPITATION']),
  ).toBe('/decomptes/PEPS-01/2021-Q1/pourquoi?decision=0&ligne=CAPITATION');
});

test('explains the statement of a row, and keeps which decision it is', () => {
  expect(causeAmong(['/equipes/PEPS-01', '/decomptes/PEPS-01/2021-Q1?decision=1'])).toBe(
    '/decomptes/PEPS-01/2021-Q1/pourquoi?decision=1',
  );
});

test('opens the payment if there is no statement', () => {
  expect(causeAmong(['/campagnes/R1', '/paiements/PEPS-01-2021-Q1-1'])).toBe('/paiements/PEPS-01-2021-Q1-1');
});

test('finds nothing among other links, such as the list of statements', () => {
  expect(causeAmong(['/decomptes?team=PEPS-01', '/equipes/PEPS-01'])).toBeUndefined();
  expect(causeAmong([])).toBeUndefined();
});

test('knows the explanation and the journal as the cause itself', () => {
  expect(isOfCause('/decomptes/PEPS-01/2021-Q1/pourquoi?chemin=0')).toBe(true);
  expect(isOfCause('/journal/12')).toBe(true);
  expect(isOfCause('/decomptes/PEPS-01/2021-Q1')).toBe(false);
});
