/** A row of the log is sealed, and the program was started without the keys. */
import { Failure } from '#libs/kernel/failure.ts';
import type { RowSealedFailure } from '#libs/event-store/event-store.ts';

export class RowSealed extends Failure<RowSealedFailure> {}
