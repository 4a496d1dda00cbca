/**
 * The contributions of an erased patient to decisions and latest calculations: figures without a fact about the patient, computed at the
 * erasure. The event of the erasure contains them, and in the dossier they replace all facts.
 */
import { type Field, flag, list, nullable, oneOf, record, text, whole } from '#libs/kernel/field.ts';

/** The inputs of a calculation, except the patients. */
export interface KeptPin {
  /** YYYY-MM-DD */
  readonly knownOn: string;
  readonly position: number;
  /** Fingerprint. */
  readonly regulation: string;
  readonly rules: string;
}

/** A presence on the list of the team. */
interface KeptPresence {
  readonly days: number;
  /** Whole cents. */
  readonly yearlyCents: number;
  readonly comorbidity: number;
  readonly profile: number;
  /** Null if the list has one rate. */
  readonly ownRate: {
    readonly insideCents: number;
    readonly outsideCents: number;
    readonly acts: number;
    readonly measured: boolean;
    readonly tenThousandths: number;
    readonly isBelowFloor: boolean;
  } | null;
}

/** All acts of one class, reason and side together. */
export interface KeptActGroup {
  readonly class: string;
  readonly reason: string;
  readonly side: 'INSIDE' | 'OUTSIDE' | null;
  readonly reversal: boolean;
  readonly acts: number;
  readonly baseCents: number;
  readonly paidCents: number;
}

interface KeptCompared {
  readonly observedCents: number;
  readonly expectedCents: number;
}

/** A place on the list of a group and year. */
interface KeptYear {
  readonly listed: boolean;
  readonly profile: number | null;
  readonly spendingMissing: boolean;
  readonly nationalSpendingMissing: boolean;
  readonly current: KeptCompared | null;
  readonly previous: KeptCompared | null;
}

export interface KeptPart {
  readonly team: string;
  /** A quarter or a year. */
  readonly period: string;
  /** The calculations that it is of. */
  readonly pins: readonly KeptPin[];
  /**
   * Days on which the part begins to count in every other calculation known on or after them, until another part of the period begins.
   * Empty if no decision rests on the period.
   */
  readonly from: readonly string[];
  /** Whether it is the patient's part in the last decision on the period. */
  readonly stands: boolean;
  readonly presences: readonly KeptPresence[];
  readonly acts: readonly KeptActGroup[];
  readonly years: readonly KeptYear[];
}

/** The part of a patient that an erasure keeps. */
export interface KeptOfPatient {
  readonly erasure: string;
  readonly parts: readonly KeptPart[];
}

const COMPARED = nullable(record<KeptCompared>({ observedCents: whole, expectedCents: whole }));

const KEPT_PARTS: Field<readonly KeptPart[]> = list(
  record<KeptPart>({
    team: text,
    period: text,
    pins: list(record<KeptPin>({ knownOn: text, position: whole, regulation: text, rules: text })),
    from: list(text),
    stands: flag,
    presences: list(
      record<KeptPresence>({
        days: whole,
        yearlyCents: whole,
        comorbidity: whole,
        profile: whole,
        ownRate: nullable(
          record({
            insideCents: whole,
            outsideCents: whole,
            acts: whole,
            measured: flag,
            tenThousandths: whole,
            isBelowFloor: flag,
          }),
        ),
      }),
    ),
    acts: list(
      record<KeptActGroup>({
        class: text,
        reason: text,
        side: nullable(oneOf('INSIDE', 'OUTSIDE')),
        reversal: flag,
        acts: whole,
        baseCents: whole,
        paidCents: whole,
      }),
    ),
    years: list(
      record<KeptYear>({
        listed: flag,
        profile: nullable(whole),
        spendingMissing: flag,
        nationalSpendingMissing: flag,
        current: COMPARED,
        previous: COMPARED,
      }),
    ),
  }),
);

/** Before the first known day. */
const EVER = '1900-01-01';

/** Reads any recorded version: the first one had no days, and every other calculation used the part in the last decision. */
export function keptOfPatient(recorded: KeptOfPatient): KeptOfPatient {
  const { erasure, parts } = recorded;
  const withDays = (part: KeptPart | Omit<KeptPart, 'from'>): KeptPart =>
    'from' in part ? part : { ...part, from: part.stands ? [EVER] : [] };
  return { erasure, parts: parts.map(withDays) };
}

export const KEPT_OF_PATIENT = record<KeptOfPatient>({ erasure: text, parts: KEPT_PARTS });
