/** Refusals of merges. They name no patient: a refusal may be stored anywhere. */
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type DuplicatesRefusal =
  | Refusal<'ONE_PATIENT_ID', NoData>
  | Refusal<'MERGE_OF_NO_PATIENT', NoData>
  | Refusal<'MERGE_OF_ERASED', NoData>
  | Refusal<'MERGED_ALREADY', NoData>
  /** The id that would name the person is another's. */
  | Refusal<'NAMED_BY_ANOTHER', NoData>
  | Refusal<'MERGE_WAITS_ALREADY', NoData>
  | Refusal<'NOT_MERGED', NoData>
  | Refusal<'NO_MERGE_PROPOSED', NoData>;

export const refused = errorsOf<DuplicatesRefusal>('refused');
