/** Who is erased, during an import: it may take minutes, and a patient may be erased meanwhile. */
import { isDeepStrictEqual } from 'node:util';
import { patientOf } from '#libs/enrolment/dossiers.ts';
import { type IsErased, NOBODY, erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { patientIndex } from '#libs/facts/fact-kind.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { ReadRow } from '#libs/intake/reading/read-row.ts';
import type { Source } from '#libs/intake/recorded-teams.ts';
import { OF_ERASED } from '#libs/intake/row-check.ts';

export class ErasedNow {
  readonly #sources: readonly Source[];
  readonly #before: IsErased;
  #isErased: IsErased;
  #epochs: readonly number[];

  private constructor(sources: readonly Source[], epochs: readonly number[], isErased: IsErased) {
    this.#sources = sources;
    this.#epochs = epochs;
    this.#before = this.#isErased = isErased;
  }

  static async of(sources: readonly Source[]): Promise<ErasedNow> {
    // The epochs come first: a key that is destroyed before the second read is then noticed again.
    const epochs = await epochsOf(sources);
    return new ErasedNow(sources, epochs, await erasedInAny(sources));
  }

  /** As known by the last look. */
  get isErased(): IsErased {
    return this.#isErased;
  }

  /** Looks again. Undefined if nobody was erased since the first look. */
  async look(): Promise<IsErased | undefined> {
    const epochs = await epochsOf(this.#sources);
    if (!isDeepStrictEqual(epochs, this.#epochs)) {
      this.#isErased = await erasedInAny(this.#sources);
      this.#epochs = epochs;
    }
    return this.#isErased === this.#before ? undefined : this.#isErased;
  }
}

function epochsOf(sources: readonly Source[]): Promise<readonly number[]> {
  return Promise.all(sources.map(({ log }) => forgettingEpoch(log)));
}

async function erasedInAny(sources: readonly Source[]): Promise<IsErased> {
  const erased = await Promise.all(sources.map(({ log }) => erasedPatients(log)));
  if (erased.every((isOne) => isOne === NOBODY)) return NOBODY;
  return (patient) => erased.some((isOne) => isOne(patient));
}

/** Gives a row of an erased patient without its fact, as the check of rows does (row-check.ts), and any other unchanged. */
export function withoutErasedFact(kind: AnyFactKind, isErased: IsErased): (row: ReadRow) => ReadRow {
  if (isErased === NOBODY) return (row) => row;
  const place = patientIndex(kind) ?? -1;
  return (read) => {
    const patient = read.fact === undefined ? (read.fields[place] ?? '') : patientOf(read.fact);
    if (!isErased(patient)) return read;
    // Only here: the row and the fields of a sound row are parsed when they are asked for.
    const { line, row, fields } = read;
    return { line, row, fields, faults: [OF_ERASED], fact: undefined, act: undefined, soundOn: undefined };
  };
}
