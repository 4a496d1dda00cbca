/** The fonts of letters come only from packages: the machine's own fonts never change a byte. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font, create } from 'fontkit';
import { memoised } from '#libs/kernel/memo.ts';
import { numberOfCharacter, turnsDirection } from '#libs/kernel/safe-text.ts';

const FILES = [
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
];

/**
 * The compiler also finds the fonts of the machine, which may have a family of the same name in another version. So each family gets our
 * own name, of the same length, which the templates use.
 */
const FAMILIES: readonly (readonly [package_: string, ours: string])[] = [
  ['Source Sans 3', 'Letters Latin'],
  ['Noto Sans Arabic', 'Letter in Arabic'],
];

const MAX_REMEMBERED = 10_000;

export interface LetterFonts {
  readonly files: readonly Buffer[];
  /** The text with each character that no font draws written as its number, `[U+4E2D]`; a control character is a space. */
  readonly drawable: (text: string) => string;
}

export function letterFonts(): LetterFonts {
  const { resolve } = createRequire(import.meta.url);
  const files = FILES.map((file) => readFileSync(resolve(file)));
  const fonts = files.map((file) => create(file) as Font);
  // A letter has the same hundred characters thousands of times.
  const shown = memoised((character: string) => shownAs(fonts, character), MAX_REMEMBERED);
  return { files: files.map(renamed), drawable: (text) => Array.from(text.toWellFormed(), shown).join('') };
}

function renamed(file: Buffer): Buffer {
  const font = Buffer.from(file);
  for (const [from, to] of FAMILIES) {
    const [sought, put] = [utf16(from), utf16(to)];
    for (let at = font.indexOf(sought); at >= 0; at = font.indexOf(sought, at)) put.copy(font, at);
  }
  return font;
}

/** Names in a font are UTF-16, big end first. */
function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function shownAs(fonts: readonly Font[], character: string): string {
  if (/\p{Cc}/u.test(character)) return ' ';
  const point = character.codePointAt(0) ?? 0;
  if (!turnsDirection(character) && fonts.some((font) => font.hasGlyphForCodePoint(point))) return character;
  return numberOfCharacter(character);
}
