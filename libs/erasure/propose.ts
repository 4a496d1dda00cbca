/** Proposes to erase a patient, which another person confirms. */
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf, erasures, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import type { ErasureGround } from '#libs/erasure/events.ts';
import { subjectsNaming } from '#libs/erasure/naming.ts';
import { requireReasonWithout } from '#libs/erasure/reason.ts';
import { refused, unknown } from '#libs/erasure/refusals.ts';
import { erasureIdOf, isConfirmed, isFinished } from '#libs/erasure/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ensuredKeys } from '#libs/event-store/sealed/ensured.ts';
import { subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';

export interface AskedErasure {
  readonly patient: string;
  readonly ground: ErasureGround;
  readonly reason: string;
}

export interface ProposedErasure {
  readonly erasure: string;
  readonly made: CommandResult | undefined;
  /** Whether it replaces a waiting proposal, whose code is no longer valid. */
  readonly isInPlaceOfAnother: boolean;
}

/**
 * Throws LOG_NOT_SEALED, NO_PATIENT_TO_ERASE, ALREADY_ERASED, NAMED_IN_CLEAR, REASON_NAMES_PATIENT, the errors of `requireReason`, and
 * DomainError (conflict, key-reused).
 */
export async function proposeErasure(
  log: EventStore,
  { patient, ground, reason }: AskedErasure,
  author: Author,
): Promise<ProposedErasure> {
  const keys = keysOf(log);
  const reference = patientReference(keys, patient);
  const id = erasureIdOf(reference);
  const state = await erasureOf(log, id);
  if (isConfirmed(state)) throw refused('ALREADY_ERASED', { erasure: id, isFinished: isFinished(state) });
  if (!(await keys.keysOf([reference])).has(reference)) await requireNamed(log, patient, reference);
  await requireReasonWithout(log, patient, reason);
  const content = { reference, ground, reason, ...(await effectsToDecide(log, patient)) };
  // A patient without a fact has no key yet; its later destruction marks the patient as erased.
  await ensuredKeys(keys, log, new Set([subjectOfPatient(patient)]));
  const command = { type: 'propose', by: author.meta.by, content } as const;
  const asked = { type: 'propose', by: author.meta.by, reference, ground, reason };
  const { events, made } = await erasures(log).handle(id, { command, ...author, asked });
  return { erasure: id, made, isInPlaceOfAnother: events.length > 0 && state.status === 'proposed' };
}

/** Throws NO_PATIENT_TO_ERASE. A row set aside may name a patient without a recorded fact. */
async function requireNamed(log: EventStore, patient: string, reference: string): Promise<void> {
  const isErased = (await keysOf(log).destroyed()).has(reference);
  if (isErased || (await subjectsNaming(log, (text) => text === patient, 0)).length === 0)
    throw unknown('NO_PATIENT_TO_ERASE', {});
}
