/** Seals the rows of patients with their keys: one ciphertext for the events of a patient and commit. */
import type { NewEvent } from '#libs/event-store/event.ts';
import type { RowAhead, RowSealer } from '#libs/event-store/row-sealer.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { isContentOfRow } from '#libs/event-store/sealed/row-content.ts';
import { patientIn, referenceIn, rowName } from '#libs/event-store/sealed/sealed-names.ts';
import { openedRow, prepareForManyRows, sealedRow } from '#libs/patient-keys/row-sealing.ts';
import { KeysUnusable, type LocalKeys, SubjectErased, type SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

export class PatientRows implements RowSealer {
  readonly elsewhere: Elsewhere | undefined;
  readonly #keys: LocalKeys;

  constructor(keys: LocalKeys, elsewhere?: Elsewhere) {
    this.#keys = keys;
    this.elsewhere = elsewhere;
  }

  seals(stream: string, { type, data }: NewEvent): boolean {
    return isContentOfRow(data) && type !== PATIENT_ERASED && referenceIn(patientIn(stream) ?? '') !== undefined;
  }

  /** Throws SubjectErased, and RangeError for a stream that does not name the patient by the reference. */
  seal(stream: string, text: string): Uint8Array {
    return sealedRow(text, rowName(stream), this.#keyOf(stream));
  }

  /** Throws as `seal`. */
  sealedAhead(stream: string, { sealed, epoch }: RowAhead): Uint8Array {
    if (!this.#keys.isIn(epoch)) this.#keyOf(stream);
    return sealed;
  }

  prepareForMany(): Promise<void> {
    return prepareForManyRows();
  }

  /** Throws KeysUnusable. */
  open(stream: string, sealed: Uint8Array): string | undefined {
    const reference = referenceOf(stream);
    const key = this.#keys.keyOf(reference);
    if (key !== undefined) return openedRow(sealed, rowName(stream), key);
    if (!this.#keys.isDestroyed(reference)) throw new KeysUnusable({ code: 'KEYS_OLDER', data: { reference } });
    return undefined;
  }

  close(): void {
    void this.#keys.close();
  }

  #keyOf(stream: string): SubjectKey {
    const reference = referenceOf(stream);
    const key = this.#keys.keyOf(reference);
    if (key === undefined) throw new SubjectErased(reference);
    return key;
  }
}

function referenceOf(stream: string): string {
  const reference = referenceIn(patientIn(stream) ?? '');
  if (reference === undefined) throw new RangeError('a sealed row is of a patient');
  return reference;
}
