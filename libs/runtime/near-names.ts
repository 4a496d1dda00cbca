/** Variables whose names are nearly one of the product's, and that are not read: the person who set them expects an effect. */
import { differsBy } from '#libs/kernel/near-words.ts';

interface NearName {
  readonly name: string;
  /** The variable that is read. */
  readonly meant: string;
}

/** Shorter names are near too many words. */
const SHORTEST = 6;
/** From this length on a name may differ by two letters, otherwise by one. */
const LONG = 12;
const OWN_PREFIX = /^DECOMPTE_/;
const OF_FILE = '_FILE';

/** `given`: the names that are set. `known`: the names that the product reads, each also with `_FILE`. */
export function nearNames(given: Iterable<string>, known: readonly string[]): readonly NearName[] {
  const read = new Set(known.flatMap((name) => [name, name + OF_FILE]));
  return [...given].flatMap((name) => {
    const meant = read.has(name) ? undefined : meantBy(name, known);
    return meant === undefined ? [] : [{ name, meant }];
  });
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  const plain = name.toUpperCase().replace(OWN_PREFIX, '');
  return (
    known.find((one) => plain === one || plain === one + OF_FILE || plain + OF_FILE === one) ??
    known.find((one) => isNear(plain, one))
  );
}

function isNear(name: string, known: string): boolean {
  const length = Math.min(name.length, known.length);
  return length >= SHORTEST && differsBy(name, known, length >= LONG ? 2 : 1);
}
