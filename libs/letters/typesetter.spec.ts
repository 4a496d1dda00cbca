/** Guarantees of typesetting a letter: names are text, every character shows, the same letter has the same bytes. */
import { expect, test } from '@jest/globals';
import { letterFonts } from '#libs/letters/fonts.ts';
import type { DemandLetter } from '#libs/letters/letter.ts';
import { setLetter } from '#libs/letters/typesetter.ts';

const { drawable } = letterFonts();

function letterTo(name: string): DemandLetter {
  return {
    template: 'demand',
    title: 'Essai',
    subtitle: '',
    sender: ['Expéditeur'],
    recipient: [name],
    date: '28 novembre 2026',
    references: [{ label: 'Équipe', value: name }],
    provisional: null,
    amount: { label: 'Montant', value: '1\u202f234,56\u00a0€' },
    opening: [name],
    debts: {
      title: 'Dettes',
      columns: [
        { label: 'Période', align: 'start' },
        { label: 'Montant', align: 'end' },
      ],
      rows: [{ cells: [name, '−3,00\u00a0€'] }],
    },
    account: { title: 'Compte', pairs: [{ label: 'Titulaire', value: name }] },
    request: [name],
    closing: [{ title: 'Une question', paragraphs: [name] }],
    proof: [name],
    madeAt: '2026-11-28T10:00:00.000Z',
  };
}

test.each([
  ['of markup', '#import "x.typ": * #eval("1+1") *gras* _it_ $x^2$ `code` <label> @ref // \\ [crochet]'],
  ['of the data format', '"},{"title":"x'],
  ['of 2,000 letters', 'é'.repeat(2_000)],
  ['of 300 words', 'Maison de santé '.repeat(150)],
  ['in Arabic', 'مركز صحي'],
  ['in Chinese', '健康中心'],
  ['of control characters', 'a\u0000b\nc\td'],
  ['of half a character', 'a\ud83d'],
  ['that is empty', ''],
])('sets a name %s', (_, name) => {
  expect(setLetter(letterTo(name)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('gives a letter the same bytes after another letter', () => {
  const first = setLetter(letterTo('Grenoble'));
  setLetter(letterTo('Toulouse'));
  expect(setLetter(letterTo('Grenoble')).equals(first)).toBe(true);
});

test('draws the figures and letters of French as they are', () => {
  const french = 'ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « 1\u202f234,56\u00a0€ » − ≈ · … ’ “ ” – — ° ²';
  expect(drawable(french)).toBe(french);
});

test('writes a character that no font has, or that turns the direction of the text, as its number', () => {
  expect(drawable('a中\u202eb')).toBe('a[U+4E2D][U+202E]b');
});
