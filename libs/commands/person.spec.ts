/** One person is recognised under any spelling; look-alike letters and texts that cannot be stored are refused. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkedName, claimFault } from '#libs/commands/claims.ts';
import { foldedText, foreignLetters } from '#libs/commands/folded-text.ts';
import { type Person, personKey, personText, samePerson } from '#libs/commands/person.ts';

const typed = (name: string): Person => ({ name, assurance: 'asserted', osUser: 'test' });
const proved = (subject: string, name = subject): Person => ({
  name,
  assurance: 'verified',
  osUser: '',
  ...(name === subject ? {} : { subject }),
});

test('a name is one under any case, accent, space, punctuation or invisible character', () => {
  const spellings = [
    'Chloé Lebœuf',
    'CHLOE LEBOEUF',
    ' chloe  leboeuf ',
    'Chloe\u0301 Lebœuf',
    'Chlo\u200bé\u00a0Lebœuf',
    'Chloé-Lebœuf.',
    '\uff23hloé Leb\u0153uf',
    'Chlo\u00ade Leboeuf',
  ];
  for (const spelling of spellings) expect(foldedText(spelling)).toBe('chloeleboeuf');
  for (const spelling of spellings) expect(samePerson(typed('Chloé Lebœuf'), typed(spelling))).toBe(true);
  expect(samePerson(typed('Chloé'), typed('Cléo'))).toBe(false);
});

test('the account of the command line is the person who types its name', () => {
  const typed = (name: string) => ({ name, assurance: 'asserted', osUser: 'root' }) as const;
  expect(samePerson(typed('os:root'), typed('Root'))).toBe(true);
  expect(samePerson(typed('OS : root'), typed('root'))).toBe(true);
  expect(samePerson(typed('os:alice'), typed('bob'))).toBe(false);
});

test('a name is one in any order of its words', () => {
  for (const spelling of ['Lebœuf Chloé', 'LEBOEUF, Chloe', 'lebœuf\u00a0 chlo\u200bé', 'Leboeuf Ch1oé'])
    expect(samePerson(typed('Chloé Lebœuf'), typed(spelling))).toBe(true);
  expect(samePerson(typed('Martin Alice'), proved('u-1', 'Alice Martin'))).toBe(true);
  expect(samePerson(typed('Paul Martin'), typed('Martin Pauline'))).toBe(false);
});

test('folding a name twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldedText(foldedText(text)) === foldedText(text)));
});

test('two tokens with different subjects are two persons, also under one name', () => {
  expect(samePerson(proved('u-1', 'Alice Martin'), proved('u-2', 'Alice Martin'))).toBe(false);
  expect(samePerson(proved('u-1', 'Alice Martin'), proved('u-1', 'Alice Durand'))).toBe(true);
  // Recorded before names were stored with subjects.
  expect(samePerson(proved('u-1', 'Alice Martin'), proved('u-1'))).toBe(true);
  expect(personKey(proved('u-1', 'Alice Martin'))).toBe(personKey(proved('u-1')));
});

test('two persons of one name are shown with their distinguishing subjects', () => {
  expect(personText(proved('u-1', 'Alice Martin'))).toBe('Alice Martin (vérifié, u-1)');
  expect(personText(proved('Alice'))).toBe('Alice (vérifié)');
  expect(personText(typed('Alice'))).toBe('Alice (déclaré, session test)');
});

test('a typed name is the person who has it as a name or as a subject', () => {
  expect(samePerson(typed('alice martin'), proved('u-1', 'Alice Martin'))).toBe(true);
  expect(samePerson(proved('u-1', 'Alice Martin'), typed('U-1'))).toBe(true);
  expect(samePerson(typed('Alice'), proved('u-1', 'Alice Martin'))).toBe(false);
});

test('letters of another alphabet are refused in names and subjects', () => {
  // Cyrillic, Greek, Latin alpha, Arabic digits.
  for (const name of ['\u0410lice', 'Al\u0456ce', '\u0391lice', '\u0251lice', 'Alice \u0661', '日本']) {
    expect(foreignLetters(name)).not.toBe('');
    for (const claim of ['name', 'sub'] as const) expect(claimFault(claim, name)?.code).toBe('CLAIM_ALPHABET');
  }
  for (const name of ['Zoë Łukasz', 'Jean-Pierre d’Âne', 'Håkon Ørsted', 'auth0|5f7c', 'Ægir Þór'])
    expect(claimFault('name', name)).toBeUndefined();
});

test('refuses texts that may not be kept, in any claim', () => {
  for (const claim of ['name', 'sub', 'jti', 'team', 'role'] as const) {
    for (const text of ['a\ud800', '\udc00a', 'a\u0000', 'a\nb', 'a\u202eb', 'a\u2028b', 'a\ue000'])
      expect(claimFault(claim, text)?.code).toBe('CLAIM_CHARACTER');
    expect(claimFault(claim, 'a'.repeat(256))?.code).toBe('CLAIM_TOO_LONG');
    expect(claimFault(claim, ' ')?.code).toBe('CLAIM_EMPTY');
    expect(claimFault(claim, 'PEPS-01')).toBeUndefined();
  }
  expect(claimFault('name', '—')?.code).toBe('CLAIM_EMPTY');
  expect(checkedName(' Zoe\u0308 ')).toBe('Zoë');
  expect(() => checkedName('a\ud800')).toThrow(expect.objectContaining({ code: 'CLAIM_CHARACTER' }));
});

test('a name that only looks like another is the same person, and a sign that looks like a letter is refused', () => {
  for (const name of ['A1ice', 'AIice', 'Al!ce', '@lice', '4lice', 'Alic3', 'A|ice'])
    expect(samePerson(typed('Alice'), typed(name))).toBe(true);
  for (const name of ['🅰lice', 'Alic℮', '©lice'])
    expect(claimFault('name', name)).toMatchObject({ code: 'CLAIM_ALPHABET' });
  expect(claimFault('sub', 'provider|u-1')).toBeUndefined();
  expect(claimFault('name', "Chloé D'Ambre-Lebœuf (DAF)")).toBeUndefined();
});
