/** Verifies the log and the rules of its decisions and payments in one reading. */
import type { X509Certificate } from 'node:crypto';
import { type Attested, checkAttestations } from '#libs/audit/attestations.ts';
import { type FormerCheck, checkCarriedOver } from '#libs/audit/carried-over.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import { CheckpointTimes } from '#libs/audit/rules/checkpoint-times.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { type LogVerification, type VerifyOptions, verifyLog } from '#libs/audit/verify.ts';

export interface WholeCheck extends LogVerification {
  /** Whether nothing is wrong. */
  readonly fits: boolean;
  readonly impossible: readonly Impossible[];
  /** What no rule of its time forbade. */
  readonly remarks: readonly Impossible[];
  /** What others say of the checkpoints, where it was asked for. */
  readonly attested?: Omit<Attested, 'misfits'>;
  /** Of a log that was carried over from another. */
  readonly carriedOver?: FormerCheck;
}

interface WholeOptions extends Omit<VerifyOptions, 'each'> {
  /** Opens the log as it is read, with the keys of what is sealed; closed afterwards. Asked for a log that was carried over. */
  readonly openLog?: () => Promise<EventStore>;
  /** The same log as it is stored. */
  readonly openStoredLog?: () => Promise<EventStore>;
  /** Folder of the checkpoints, where countersignatures and time stamps are kept, and certificates of the authorities that are trusted. */
  readonly attestations?: { readonly folder: string; readonly authorities: readonly X509Certificate[] };
}

export async function checkWhole(stored: StoredEvents, options: WholeOptions): Promise<WholeCheck> {
  const rules = new RuleCheck();
  const times = new CheckpointTimes(options.checkpoints ?? []);
  const each = (event: StoredEvent): void => {
    rules.take(event);
    times.take(event);
  };
  const verified = await verifyLog(stored, { ...options, each });
  const carriedOver = verified.misfits.length === 0 ? await formerCheck(stored, verified, options) : undefined;
  const attestations = attestationsOf(options);
  const misfits = [
    ...(carriedOver?.misfit === undefined ? verified.misfits : [carriedOver.misfit]),
    ...(attestations?.misfits ?? []),
  ];
  const { remarks } = rules;
  const impossible = [...rules.impossible, ...times.impossible].sort((a, b) => a.position - b.position);
  return {
    ...verified,
    misfits,
    fits: misfits.length + impossible.length === 0,
    impossible,
    remarks,
    ...(attestations && { attested: attestations.attested }),
    ...(carriedOver && { carriedOver }),
  };
}

function attestationsOf({ attestations, checkpoints = [], publicKeys = [], some = false }: WholeOptions) {
  if (attestations === undefined) return undefined;
  const { folder, authorities } = attestations;
  const { misfits, ...attested } = checkAttestations(folder, checkpoints, { publicKeys, authorities });
  const isFault = ({ finding: { code } }: Misfit): boolean => !(some && code === 'ATTESTED_CHECKPOINT_MISSING');
  return { attested, misfits: misfits.filter(isFault) };
}

async function formerCheck(
  stored: StoredEvents,
  { former }: LogVerification,
  { openLog, openStoredLog, progress }: WholeOptions,
): Promise<FormerCheck | undefined> {
  const carriedOver = await stored.carriedOver();
  if (carriedOver === undefined) return undefined;
  let found: FormerCheck | undefined;
  // A log that was sealed already was carried over as it was stored; one in clear was sealed on the way.
  for (const open of [openStoredLog, openLog]) {
    const log = await open?.();
    if (log === undefined) continue;
    try {
      found = await checkCarriedOver({ log, carriedOver, checkpoints: former, ...(progress && { progress }) });
      if (found.misfit === undefined) return found;
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'ROW_SEALED')) throw error;
    } finally {
      await log.close();
    }
  }
  return found;
}
