/** The vectors come from the public check-digit collection of the project: SAE 2022, the ANS test material, textbook NIR. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasLuhnKey, isCommune, isFiness, isTeamName, masked } from '#libs/facts/identifiers.ts';
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { anyCharacter } from '#test/support/any-character.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

test('real FINESS numbers are accepted (SAE 2022)', () => {
  for (const finess of ['010000016', '010000156', '010780195', '950000307', '920000577', '910300326', '970100012'])
    assert.ok(isFiness(finess), finess);
});

test('Corsican FINESS numbers are accepted with 2A read as 21 and 2B as 22 (SAE 2022)', () => {
  for (const finess of ['2A0000014', '2A0000022', '2A0001848', '2A0023271', '2B0000012', '2B0000020', '2B0005797'])
    assert.ok(isFiness(finess), finess);
});

test('a FINESS number of a wrong key, length, prefix or with a space is refused', () => {
  for (const finess of [
    '010000017',
    '458174839',
    '2B0100011',
    '01000001',
    '0100000166',
    '2C0000012',
    ' 010000016',
    '2a0000014',
    '',
  ])
    assert.ok(!isFiness(finess), finess);
});

test('a Luhn key is right for a published RPPS number and wrong for the published test numbers (ANS)', () => {
  expect(hasLuhnKey('10000001916')).toBe(true);
  for (const rpps of ['10003461033', '10102727017', '10002673899']) assert.ok(!hasLuhnKey(rpps), rpps);
});

test('exactly one last digit makes a Luhn key, and a single wrong digit breaks it', () => {
  fc.assert(
    fc.property(digits(10), fc.nat(10), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const right = Array.from({ length: 10 }, (_, key) => number + String(key)).filter(hasLuhnKey);
      expect(right).toHaveLength(1);
      const [good = ''] = right;
      const wrong = good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1);
      expect(hasLuhnKey(wrong)).toBe(false);
    }),
  );
});

test('a commune is five digits, or 2A or 2B and three digits', () => {
  for (const commune of ['01283', '75056', '97101', '2A004', '2B033']) assert.ok(isCommune(commune), commune);
  for (const commune of ['1004', '075110', '9A101', '2C004', '2a004', '2A04', ' 01283', ''])
    assert.ok(!isCommune(commune), commune);
});

/** Root and key, from published examples. */
const NIR = [
  ['2951099126111', '93'],
  ['253072B073004', '70'],
  ['253072A073004', '43'],
  ['2550814168025', '38'],
  ['1510246102043', '25'],
] as const;

test('recognises a social security number by its shape, with or without a key, right or wrong', () => {
  for (const [root, key] of NIR)
    for (const text of [root, root + key, `${root}00`]) assert.ok(looksLikeSocialSecurityNumber(text), text);
});

test('spaces of any kind do not hide the shape', () => {
  for (const text of [
    '2 95 10 99 126 111 93',
    ' 2951099126111 ',
    '2\u00a095\u202f10\u200999\u3000126\t111',
    '2951099\n126111',
    '295\u200b1099126111',
    '\ufeff2951099126111',
  ])
    assert.ok(looksLikeSocialSecurityNumber(text), JSON.stringify(text));
});

test('temporary numbers, which begin with 3, 4, 7 or 8, have the shape', () => {
  for (const first of '123478') assert.ok(looksLikeSocialSecurityNumber(`${first}951099126111`), first);
  for (const first of '0569') assert.ok(!looksLikeSocialSecurityNumber(`${first}951099126111`), first);
});

test('a text with another length, another character or 2A elsewhere does not have the shape', () => {
  for (const text of [
    '295109912611',
    '29510991261119',
    '2951099126111933',
    '295109912611X',
    '253072C073004',
    '2530732A73004',
    '2A53072073004',
    '2951-099126111',
    'P2951099126111',
    '',
  ])
    assert.ok(!looksLikeSocialSecurityNumber(text), text);
});

test('any text of thirteen or fifteen digits with such a first one has the shape, with spaces anywhere', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('1', '2', '3', '4', '7', '8'),
      fc.constantFrom(12, 14),
      fc.constantFrom(' ', '\u00a0', '\t'),
      fc.nat(10),
      fc.infiniteStream(fc.nat(9)),
      (first, length, space, at, stream) => {
        const text = first + [...stream.take(length)].join('');
        assert.ok(looksLikeSocialSecurityNumber(text));
        expect(looksLikeSocialSecurityNumber(text.slice(0, at) + space + text.slice(at))).toBe(true);
      },
    ),
  );
});

test('a text of the shape keeps its first character and its length only', () => {
  expect(masked('2951099126111')).toBe('2************');
  expect(masked('253072B07300470')).toBe('2**************');
  expect(masked('2 95 10 99 126 111')).toBe('2*****************');
});

test('any other text stays the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 20 }), (text) => {
      if (!looksLikeSocialSecurityNumber(text)) expect(masked(text)).toBe(text);
    }),
  );
  expect(masked('P0001')).toBe('P0001');
});

test('a team has a name that reads as no other and that an address can hold', () => {
  for (const team of ['PEPS-01', 'équipe 1', 'É', '38.Voiron', '😀'.repeat(64), 'a'.repeat(64)])
    assert.ok(isTeamName(team), team);
  for (const team of [
    '',
    ' PEPS-01',
    'PEPS-01 ',
    'PEPS  01',
    'PEPS\u00a001',
    'PEPS\u200b01',
    'PEPS\n01',
    '\u202ePEPS',
    'PEPS/01',
    '.',
    '..',
    'E\u0301quipe',
    '\ud800',
    // A Cyrillic Е and a full-width P; a filler, the blank of Braille, a joiner, a ligature.
    'P\u0415PS-01',
    '\uff30EPS-01',
    'PEPS\u3164',
    'PEPS\u2800',
    'P\u034fEPS',
    '\ufb01n',
    'a'.repeat(65),
  ])
    assert.ok(!isTeamName(team), JSON.stringify(team));
});
