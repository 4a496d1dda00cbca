/**
 * The stored form of a dossier: its texts as one line of JSON, each once, then every number, in digits of six bits. A calculation spends
 * much of its time reading 640,000 dossiers: this form takes a fifth of the time of JSON and half its length. The kept part of an erased
 * patient is stored as JSON.
 */
import type { ActVersion, Dossier } from '#libs/enrolment/dossier.ts';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import type { Version } from '#libs/enrolment/versions.ts';
import type { Sex } from '#libs/regulation/profile.ts';

/** A dossier while it is folded. */
export interface DossierDocument extends Dossier {
  readonly person: Dossier['person'][number][];
  readonly coverage: Dossier['coverage'][number][];
  readonly declarations: Dossier['declarations'][number][];
  readonly acts: ActVersion[];
  readonly spending: Dossier['spending'][number][];
}

export function emptyDossier(patient: string): DossierDocument {
  return { patient, person: [], coverage: [], declarations: [], acts: [], spending: [] };
}

/** The same text for the same dossier. */
export function dossierText(dossier: Dossier): string {
  const { patient, person, coverage, declarations, acts, spending, kept } = dossier;
  if (kept !== undefined) return JSON.stringify({ patient, kept });
  const out = new Writer(patient);
  out.versions(person, ({ birth, sex, diedOn }) => {
    out.number(birth);
    out.text(sex);
    out.optional(diedOn);
  });
  out.versions(coverage, ({ aldNumber, from, until }) => {
    out.number(aldNumber);
    out.number(from);
    out.optional(until);
  });
  out.versions(declarations, ({ rpps, declaredOn }) => {
    out.text(rpps);
    out.number(declaredOn);
  });
  out.versions(acts, (act) => {
    out.text(act.actId);
    out.text(act.executant);
    out.text(act.profession);
    out.text(act.actCode);
    out.number(act.careOn);
    out.number(act.baseCents);
    out.number(act.paidCents);
    out.number((act.informationOnly ? INFORMATION_ONLY : 0) + (act.reversal ? REVERSAL : 0));
  });
  out.versions(spending, ({ year, amountCents }) => {
    out.number(year);
    out.optional(amountCents);
  });
  return out.whole();
}

/** Throws RangeError, or SyntaxError, on a text that is no dossier. */
export function dossierOf(text: string): DossierDocument {
  if (text.startsWith('{')) {
    const { patient, kept } = JSON.parse(text) as { readonly patient?: string; readonly kept?: KeptOfPatient };
    if (patient === undefined || kept === undefined)
      throw new RangeError('a dossier in JSON has what is kept of a patient');
    return { ...emptyDossier(patient), kept };
  }
  const from = new Reader(text);
  const dossier = {
    patient: from.text(),
    person: personFrom(from),
    coverage: coverageFrom(from),
    declarations: declarationsFrom(from),
    acts: actsFrom(from),
    spending: spendingFrom(from),
  };
  from.end();
  return dossier;
}

// Properties are read in the order in which they are written. Each kind of version has its own loop, which is twice as fast as a shared
// one.

function personFrom(from: Reader): DossierDocument['person'] {
  const versions: DossierDocument['person'] = [];
  for (let left = from.count(); left > 0; left--)
    versions.push({
      birth: from.number(),
      sex: from.text() as Sex,
      diedOn: from.optional(),
      knownOn: from.number(),
      position: from.number(),
    });
  return versions;
}

function coverageFrom(from: Reader): DossierDocument['coverage'] {
  const versions: DossierDocument['coverage'] = [];
  for (let left = from.count(); left > 0; left--)
    versions.push({
      aldNumber: from.number(),
      from: from.number(),
      until: from.optional(),
      knownOn: from.number(),
      position: from.number(),
    });
  return versions;
}

function declarationsFrom(from: Reader): DossierDocument['declarations'] {
  const versions: DossierDocument['declarations'] = [];
  for (let left = from.count(); left > 0; left--)
    versions.push({
      rpps: from.text(),
      declaredOn: from.number(),
      knownOn: from.number(),
      position: from.number(),
    });
  return versions;
}

function actsFrom(from: Reader): ActVersion[] {
  const versions: ActVersion[] = [];
  for (let left = from.count(); left > 0; left--) {
    const [actId, executant, profession, actCode] = [from.text(), from.text(), from.text(), from.text()];
    const [careOn, baseCents, paidCents, flags] = [from.number(), from.number(), from.number(), from.number()];
    versions.push({
      actId,
      executant,
      profession,
      actCode,
      careOn,
      baseCents,
      paidCents,
      informationOnly: (flags & INFORMATION_ONLY) !== 0,
      reversal: (flags & REVERSAL) !== 0,
      knownOn: from.number(),
      position: from.number(),
    });
  }
  return versions;
}

function spendingFrom(from: Reader): DossierDocument['spending'] {
  const versions: DossierDocument['spending'] = [];
  for (let left = from.count(); left > 0; left--)
    versions.push({
      year: from.number(),
      amountCents: from.optional(),
      knownOn: from.number(),
      position: from.number(),
    });
  return versions;
}

const INFORMATION_ONLY = 1;
const REVERSAL = 2;

/**
 * A number is a series of digits, the lowest first, each a character from "0" to "o". The first has four bits of the number and its sign,
 * the others five; the highest bit means that another one follows.
 */
const ZERO = '0'.charCodeAt(0);
const MORE = 32;
const NEGATIVE = 16;
/** Marks a missing number. */
const NONE = '.'.charCodeAt(0);
/** Digits of a number up to 2^53. */
const MOST_DIGITS = 11;
const BETWEEN = '\n';

class Writer {
  readonly #texts: string[] = [];
  readonly #indexes = new Map<string, number>();
  #bytes: Buffer = Buffer.allocUnsafe(512);
  #length = 0;

  constructor(patient: string) {
    this.text(patient);
  }

  versions<V extends Version>(versions: readonly V[], write: (version: V) => void): void {
    this.number(versions.length);
    for (const version of versions) {
      write(version);
      this.number(version.knownOn);
      this.number(version.position);
    }
  }

  text(text: string): void {
    let index = this.#indexes.get(text);
    if (index === undefined) {
      index = this.#texts.push(text) - 1;
      this.#indexes.set(text, index);
    }
    this.number(index);
  }

  optional(value: number | null): void {
    if (value === null) {
      this.#reserve();
      this.#bytes[this.#length++] = NONE;
    } else this.number(value);
  }

  number(value: number): void {
    this.#reserve();
    let rest = Math.abs(value);
    let digit = (rest % NEGATIVE) + (value < 0 ? NEGATIVE : 0);
    rest = Math.floor(rest / NEGATIVE);
    while (rest > 0) {
      this.#bytes[this.#length++] = ZERO + MORE + digit;
      digit = rest % MORE;
      rest = Math.floor(rest / MORE);
    }
    this.#bytes[this.#length++] = ZERO + digit;
  }

  whole(): string {
    return JSON.stringify(this.#texts) + BETWEEN + this.#bytes.toString('latin1', 0, this.#length);
  }

  #reserve(): void {
    if (this.#length + MOST_DIGITS <= this.#bytes.length) return;
    this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length);
  }
}

class Reader {
  readonly #text: string;
  readonly #texts: readonly string[];
  #at: number;

  constructor(text: string) {
    const end = text.indexOf(BETWEEN);
    this.#text = text;
    this.#texts = textsOf(text.slice(0, end));
    this.#at = end + 1;
  }

  /** The number of versions. */
  count(): number {
    const count = this.number();
    if (count > this.#text.length) throw new RangeError(`a dossier of ${count} versions is longer`);
    return count;
  }

  text(): string {
    const index = this.number();
    const text = this.#texts[index];
    if (text === undefined) throw new RangeError(`a dossier has no text ${index}`);
    return text;
  }

  optional(): number | null {
    if (this.#text.charCodeAt(this.#at) !== NONE) return this.number();
    this.#at++;
    return null;
  }

  number(): number {
    const text = this.#text;
    let digit = text.charCodeAt(this.#at++) - ZERO;
    const isNegative = (digit & NEGATIVE) !== 0;
    let value = digit & (NEGATIVE - 1);
    for (let scale = NEGATIVE; (digit & MORE) !== 0; scale *= MORE) {
      digit = text.charCodeAt(this.#at++) - ZERO;
      value += (digit & (MORE - 1)) * scale;
    }
    return isNegative ? -value : value;
  }

  /** Throws RangeError if some text is left. */
  end(): void {
    if (this.#at !== this.#text.length) throw new RangeError('a dossier has other numbers than its versions');
  }
}

/** The texts of a line of JSON. If nothing is escaped, splitting it is twice as fast. */
function textsOf(line: string): readonly string[] {
  if (!line.startsWith('["') || !line.endsWith('"]') || line.includes('\\'))
    return JSON.parse(line) as readonly string[];
  const texts: string[] = [];
  for (let from = 2; from < line.length;) {
    const end = line.indexOf('"', from);
    if (end < from) throw new RangeError('the texts of a dossier are no list');
    texts.push(line.slice(from, end));
    from = end + 3;
  }
  return texts;
}
