/** Refusals of merges. They name no patient: a refusal may be stored anywhere. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

type Nothing = Readonly<Record<string, never>>;

export type DuplicatesRefusal =
  | Refusal<'ONE_PATIENT_ID', Nothing>
  | Refusal<'MERGE_OF_NO_PATIENT', Nothing>
  | Refusal<'MERGE_OF_ERASED', Nothing>
  | Refusal<'MERGED_ALREADY', Nothing>
  /** The id that would name the person is another's. */
  | Refusal<'NAMED_BY_ANOTHER', Nothing>
  | Refusal<'MERGE_WAITS_ALREADY', Nothing>
  | Refusal<'NOT_MERGED', Nothing>
  | Refusal<'NO_MERGE_PROPOSED', Nothing>;

export const refused = errorsOf<DuplicatesRefusal>('refused');
