/** A text for a bank is written as on a typewriter, never longer than allowed, and a second conversion does not change it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkReference, sepaText } from './sepa-text.ts';
import { anyCharacter } from '#test/support/any-character.ts';

describe('a text in the SEPA character set', () => {
  test('keeps letters without their accents, ligatures as two, and marks as their nearest', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['Maison de santé de l’Œuvre', "Maison de sante de l'OEuvre"],
      ['Cœur & Âme – Straße n°3', 'Coeur + Ame - Strasse no3'],
      ['e\u0301te\u0301', 'ete'],
      ['Łódź, İstanbul, Ærø', 'Lodz, Istanbul, AEro'],
      ['12 000 €\u00a0; suite…', '12 000 EUR , suite...'],
      ['«\u202fÉté\u202f»\n"ligne"', "' Ete ' 'ligne'"],
      ['soft\u00adhyphen zero\u200bwidth', 'softhyphen zerowidth'],
      ['a_b [c] {d} e\\f', 'a-b (c) (d) e/f'],
      ['Ω 漢 🙂 \ud800 <&>', '. . . . .+.'],
    ];
    for (const [text, shown] of cases) expect(sepaText(text, 140)).toBe(shown);
  });

  test('is cut between two words, or inside a word that is too long', () => {
    expect(sepaText('Maison de sante pluriprofessionnelle', 12)).toBe('Maison de');
    expect(sepaText('Maison de sante', 9)).toBe('Maison de');
    expect(sepaText('Anticonstitutionnellement', 10)).toBe('Anticonsti');
    expect(sepaText(`A ${'b'.repeat(100)}`, 70)).toBe(`A ${'b'.repeat(68)}`);
    expect(sepaText('œ'.repeat(100), 140)).toHaveLength(140);
  });

  test('is of the set, within the length, without spaces to spare, and stays itself', () => {
    const anyText = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 140 }), (text, lengthMax) => {
        const shown = sepaText(text, lengthMax);
        expect(shown).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/);
        expect(shown.length).toBeLessThanOrEqual(lengthMax);
        expect(shown).toBe(shown.trim().replace(/ +/g, ' '));
        expect(sepaText(shown, lengthMax)).toBe(shown);
      }),
    );
  });
});

describe('a reference', () => {
  test('is taken unchanged or refused', () => {
    expect(checkReference('run', "A-1/b (2): 'c', d.+?")).toStrictEqual({ ok: true, value: "A-1/b (2): 'c', d.+?" });
    for (const [text, fault] of [
      ['', { code: 'REFERENCE_MISSING', data: { of: 'run' } }],
      ['a'.repeat(36), { code: 'REFERENCE_LENGTH', data: { of: 'run', shown: 'a'.repeat(35), length: 36 } }],
      ['été', { code: 'REFERENCE_CHARACTER', data: { of: 'run', text: 'été' } }],
      ['a_b', { code: 'REFERENCE_CHARACTER', data: { of: 'run', text: 'a_b' } }],
      ['/a', { code: 'REFERENCE_EDGE', data: { of: 'run', text: '/a' } }],
      ['a/', { code: 'REFERENCE_EDGE', data: { of: 'run', text: 'a/' } }],
      ['a//b', { code: 'REFERENCE_EDGE', data: { of: 'run', text: 'a//b' } }],
      [' a', { code: 'REFERENCE_EDGE', data: { of: 'run', text: ' a' } }],
    ] as const) {
      expect(checkReference('run', text)).toStrictEqual({ ok: false, faults: [fault] });
    }
  });
});
