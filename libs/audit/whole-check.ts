/** Verifies the log and the rules of its decisions and payments in one reading. */
import type { X509Certificate } from 'node:crypto';
import { type AttestationCounts, checkAttestations } from '#libs/audit/attestations.ts';
import { type KeyCheck, type UncheckedKeys, isOfKeys } from '#libs/event-store/sealed/key-check.ts';
import { type FormerCheck, checkCarriedOver, notCompared } from '#libs/audit/carried-over.ts';
import { HeldRoots } from '#libs/audit/held-roots.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { CarriedOver, EventStore } from '#libs/event-store/event-store.ts';
import type { StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import { CheckpointTimes } from '#libs/audit/rules/checkpoint-times.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { type LogVerification, type VerifyOptions, verifyLog } from '#libs/audit/verify.ts';

export interface WholeCheck extends LogVerification {
  /** Whether everything fits. */
  readonly fits: boolean;
  readonly impossible: readonly Impossible[];
  /** Findings that no rule of their time forbade. */
  readonly remarks: readonly Impossible[];
  /** Attestations of the checkpoints, if requested. */
  readonly attested?: Omit<AttestationCounts, 'misfits'>;
  /** For a log that was carried over from another. */
  readonly carriedOver?: FormerCheck;
  /** The keys of sealed events, if the chain fits. */
  readonly keys?: KeyCheck | UncheckedKeys;
}

interface WholeOptions extends Omit<VerifyOptions, 'each'> {
  /** Also makes the roots of the checkpoints again, which takes longer than the rest. */
  readonly roots?: boolean;
  /** Opens the log with the keys; closed afterwards. Needed only for a log that was carried over. */
  readonly openLog?: () => Promise<EventStore>;
  /** The same log in its stored form. */
  readonly openStoredLog?: () => Promise<EventStore>;
  /** Checks the keys; called for a log with sealed events. */
  readonly checkKeys?: () => Promise<KeyCheck | UncheckedKeys>;
  /** Folder of the checkpoints, with countersignatures and time stamps, and certificates of the trusted authorities. */
  readonly attestations?: { readonly folder: string; readonly authorities: readonly X509Certificate[] };
}

/** The beginning of an event's text if a reference names its patient: an engine may seal each event separately. */
const OF_SEALED = `"${patientStream(pseudonym(''))}`;

export async function checkWhole(stored: StoredEvents, options: WholeOptions): Promise<WholeCheck> {
  const rules = new RuleCheck();
  const times = new CheckpointTimes(options.checkpoints ?? []);
  const seen = { isSealed: false };
  const roots = rootsFor(options);
  const each = (event: StoredEvent, previous: string): void => {
    roots.take(event, previous);
    rules.take(event);
    times.take(event);
    seen.isSealed ||= event.sealed !== undefined || event.text.startsWith(OF_SEALED);
  };
  const verified = await verifyLog(stored, { ...options, each });
  const isWhole = verified.misfits.length === 0;
  const carriedOver = isWhole ? await formerCheck(stored, verified, options) : undefined;
  const keys = isWhole && seen.isSealed ? await options.checkKeys?.() : undefined;
  const attestations = attestationsOf(options);
  const misfits = [
    ...(carriedOver?.misfit === undefined ? verified.misfits : [carriedOver.misfit]),
    ...attestations.misfits,
    ...roots.misfits,
  ];
  const { remarks } = rules;
  const impossible = [...rules.impossible, ...times.impossible].sort((a, b) => a.position - b.position);
  return {
    ...verified,
    misfits,
    fits: misfits.length + impossible.length === 0 && areUsable(keys),
    impossible,
    remarks,
    ...(attestations.attested && { attested: attestations.attested }),
    ...(carriedOver && { carriedOver }),
    ...(keys && { keys }),
  };
}

function rootsFor({ roots, checkpoints = [] }: WholeOptions): Pick<HeldRoots, 'take' | 'misfits'> {
  return roots === true ? new HeldRoots(checkpoints, checkpoints) : { take: () => undefined, misfits: [] };
}

/** An auditor verifies a log without its keys; keys that are there and cannot be read are a fault. */
function areUsable(keys: KeyCheck | UncheckedKeys | undefined): boolean {
  if (keys === undefined) return true;
  return 'unchecked' in keys ? keys.unchecked.code !== 'KEYS_UNREADABLE' : keys.unusable === 0;
}

function attestationsOf({ attestations, checkpoints = [], publicKeys = [], some = false }: WholeOptions) {
  if (attestations === undefined) return { misfits: [] };
  const { folder, authorities } = attestations;
  const { misfits, ...attested } = checkAttestations(folder, checkpoints, { publicKeys, authorities });
  const isFault = ({ finding: { code } }: Misfit): boolean => !(some && code === 'ATTESTED_CHECKPOINT_MISSING');
  return { attested, misfits: misfits.filter(isFault) };
}

async function formerCheck(
  stored: StoredEvents,
  verified: LogVerification,
  options: WholeOptions,
): Promise<FormerCheck | undefined> {
  const carriedOver = await stored.carriedOver();
  if (carriedOver === undefined) return undefined;
  const found = await comparedWithFormer(carriedOver, verified, options);
  const misfit = found?.misfit ?? notCompared(verified, carriedOver, found?.checkpoints);
  return misfit === undefined ? found : { ...carriedOver, compared: 0, checkpoints: 0, ...found, misfit };
}

/** Undefined if the log is not given to be opened. */
async function comparedWithFormer(
  carriedOver: CarriedOver,
  { former }: LogVerification,
  { openLog, openStoredLog, progress }: WholeOptions,
): Promise<FormerCheck | undefined> {
  let found: FormerCheck | undefined;
  let isOpened = true;
  // A log that was already sealed was carried over as stored; one in clear was sealed on the way.
  for (const open of [openStoredLog, openLog]) {
    let log: EventStore | undefined;
    try {
      log = await open?.();
      if (log === undefined) continue;
      found = await checkCarriedOver({ log, carriedOver, checkpoints: former, ...(progress && { progress }) });
      if (found.misfit === undefined) return found;
    } catch (error) {
      // The check of the keys reports which keys these are.
      if (isOfKeys(error)) isOpened = false;
      else if (!(error instanceof Failure && error.code === 'ROW_SEALED')) throw error;
    } finally {
      await log?.close();
    }
  }
  return isOpened ? found : { ...carriedOver, compared: 0, checkpoints: 0, isOpened };
}
