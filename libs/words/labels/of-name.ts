/** « de » before a name, as French writes it. */

/** `de Bruno`, `d’Alice`, `d’Ömer`; `y` before a vowel is a consonant: `de Yann`, `d’Yves`. */
export function ofName(name: string): string {
  return /^(?:[aeiouhœæ]|y(?![aeiou]))/i.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;
}
