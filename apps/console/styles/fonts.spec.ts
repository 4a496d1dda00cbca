/** The fonts of the console have every character that its screens and the catalogue of French words use. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import * as fontkit from 'fontkit';

/**
 * Characters left to the next font of the list, which every system has: the narrow no-break space of amounts, `≈`, arrows, and the signs of
 * a stage, whose word stands beside them.
 */
const OF_THE_SYSTEM = Array.from('\u202F≈←→↩▸▾○●◐');
/** Begins a file for a spreadsheet. */
const NOT_SHOWN = ['\uFEFF'];

const ROOT = new URL('../../../', import.meta.url);
const USED_BY = ['apps/console', 'libs/words/labels', 'libs/synthetic', 'libs/week', 'libs/kernel/euros.ts'];
const SOURCE = /(?<!\.spec)\.(tsx?|css)$/;

/** Each used character, with a file that uses it. */
function charactersUsed(): ReadonlyMap<string, string> {
  const files = USED_BY.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(new URL(path, ROOT), { recursive: true, encoding: 'utf8' })
          .filter((name) => SOURCE.test(name))
          .map((name) => `${path}/${name}`),
  );
  const used = new Map<string, string>();
  for (const file of files)
    for (const character of readFileSync(new URL(file, ROOT), 'utf8').replaceAll(
      /\\u([0-9A-Fa-f]{4})/g,
      (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)),
    ))
      if (character > ' ') used.set(character, file);
  return used;
}

type Has = (character: string) => boolean;

/** Each font of the style sheet, with the characters that it is used for. */
function fontsShipped(): readonly Has[] {
  const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
  const resolve = createRequire(import.meta.url);
  return [...css.matchAll(/@font-face \{[^}]*url\('([^']+)'\)[^}]*unicode-range:([^;]+);/g)].map(
    ([, path = '', ranges = '']) => {
      const font = fontkit.create(readFileSync(resolve.resolve(path)));
      if (!('hasGlyphForCodePoint' in font)) throw new Error(`${path} is a collection`);
      const bounds = ranges.split(',').map((range) => {
        const [from = 0, to = from] = range
          .trim()
          .replace('U+', '')
          .split('-')
          .map((code) => Number.parseInt(code, 16));
        return [from, to] as const;
      });
      return (character) => {
        const code = character.codePointAt(0) ?? 0;
        return bounds.some(([from, to]) => from <= code && code <= to) && font.hasGlyphForCodePoint(code);
      };
    },
  );
}

test('no character of the screens is missing in the fonts', () => {
  const fonts = fontsShipped();
  expect(fonts).toHaveLength(2);
  const missing = [...charactersUsed()].filter(
    ([character]) => ![...OF_THE_SYSTEM, ...NOT_SHOWN].includes(character) && !fonts.some((has) => has(character)),
  );
  expect(missing).toStrictEqual([]);
});

test('names from elsewhere have their letters', () => {
  const fonts = fontsShipped();
  const letters = Array.from('ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ’«»–…°²€−ŁłŠšŽžČčĐđŐőŘřĂă');
  expect(letters.filter((letter) => !fonts.some((has) => has(letter)))).toStrictEqual([]);
});
