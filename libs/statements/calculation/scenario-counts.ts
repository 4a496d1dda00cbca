/**
 * The sums of patients under several regulations, in one reading of the dossiers. Regulations that count every patient alike share their
 * sums. Quarters and years are summed apart, so that a what-if about schemes paid by quarter does not sum the years again.
 */
import { type DossierPart, linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import type { PeriodKind } from '#libs/kernel/period.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { profileCount } from '#libs/regulation/profile.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { type ProfileSums, type ProfilesText, RunningProfiles } from '#libs/statements/calculation/profile-sums.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** Whether the counting of a patient reads a parameter, and not only the making of a statement. */
export const IS_OF_PATIENTS: Readonly<Record<ParameterName, boolean>> = {
  presence: true,
  grid: true,
  scope_acts: true,
  population: true,
  fidelisation_lag_quarters: true,
  fidelisation_min_acts: true,
  fidelisation_floor: true,
  fidelisation_level: true,
  reference_day: true,
  previous_list: true,
  spending_cap_cents: true,
  comorbidity_factor: false,
  local_factor: false,
  quality_max_rate: false,
  quality_presumed_rate: false,
  quality_weights: false,
  unrated: false,
  minimum_denominator: false,
  quality_provisional: false,
  cap_rate: false,
  cap_fallback: false,
  instalments: false,
  eligibility: false,
  experience_points: false,
  share_ecart: false,
  share_evolution: false,
  share_group: false,
  evolution_method: false,
  minimum_savings_rate: false,
  gain_cap_rate: false,
  quality_gate: false,
  combination: false,
  quality_amount_cents: false,
  payment_cap_rate: false,
  score_cap: false,
};

/** The sums of the patients, of all and by profile. */
interface CountedPatients {
  readonly sums: Sums;
  readonly profiles: ProfileSums;
}

/** The sums for periods of one kind, and the frame that counts them. */
interface Counting {
  readonly frame: Frame;
  readonly sums: RunningSums;
  readonly profiles: RunningProfiles;
}

/** Text passes between threads faster than its values. */
export interface CountedText {
  readonly key: string;
  readonly sums: string;
  readonly profiles: readonly ProfilesText[];
}

const KINDS = ['QUARTER', 'YEAR'] as const satisfies readonly PeriodKind[];

/** Each kind of counting once, by the first regulation that asks for it. */
export class Countings {
  readonly #merges: readonly MergeVersion[];
  readonly #byKey = new Map<string, Counting>();

  constructor(frames: readonly Frame[], merges: readonly MergeVersion[]) {
    this.#merges = merges;
    for (const frame of frames)
      for (const kind of KINDS) {
        const key = countingKey(frame.regulation, kind);
        if (!this.#byKey.has(key))
          this.#byKey.set(key, {
            frame: ofKind(frame, kind),
            sums: new RunningSums(),
            profiles: new RunningProfiles(profileCount(frame.regulation.ageBands)),
          });
      }
  }

  /** The dossiers of a part, or all. Reports the events of each batch. */
  async add(documents: Documents, part: DossierPart, onBatch: (events: number) => void): Promise<void> {
    const turns = new Turns();
    for await (const batch of linkedDossiers(documents, { merges: this.#merges, part })) {
      let events = 0;
      for (const linked of batch) {
        if (turns.isOver) await turns.next();
        for (const { frame, sums, profiles } of this.#byKey.values()) {
          const counted = contributionOf(linked, frame);
          sums.add(counted);
          profiles.add(counted);
        }
        for (const dossier of linked.dossiers) events += eventCount(dossier);
      }
      onBatch(events);
    }
  }

  /** Adds the counts of another thread for the same regulations. */
  addText(counted: readonly CountedText[]): void {
    for (const { key, sums, profiles } of counted) {
      const counting = this.#byKey.get(key);
      if (counting === undefined) throw new RangeError('a thread counted for another regulation');
      counting.sums.addText(sums);
      counting.profiles.addTexts(profiles);
    }
  }

  text(): readonly CountedText[] {
    return [...this.#byKey].map(([key, { sums, profiles }]) => ({ key, sums: sums.text, profiles: profiles.texts }));
  }

  /** The counts of a regulation: for its quarters, and for its years. */
  of(regulation: Regulation): CountedPatients {
    const [ofQuarters, ofYears] = [this.#of(regulation, 'QUARTER'), this.#of(regulation, 'YEAR')];
    return {
      sums: { quarters: ofQuarters.sums.sums.quarters, years: ofYears.sums.sums.years },
      profiles: {
        ofQuarter: (team, quarter) => ofQuarters.profiles.ofQuarter(team, quarter),
        ofYear: (team, year) => ofYears.profiles.ofYear(team, year),
      },
    };
  }

  #of(regulation: Regulation, kind: PeriodKind): Counting {
    const counting = this.#byKey.get(countingKey(regulation, kind));
    if (counting === undefined) throw new RangeError('no patient was counted for this regulation');
    return counting;
  }
}

/** A frame that counts patients only for periods of one kind. */
function ofKind(frame: Frame, kind: PeriodKind): Frame {
  const { from } = frame.quarters;
  return kind === 'QUARTER' ? { ...frame, years: [] } : { ...frame, quarters: { from, to: from - 1 } };
}

/** The same of two regulations that count every patient alike for periods of this kind. */
function countingKey({ schemes, grids, ageBands }: Regulation, kind: PeriodKind): string {
  const own = [...schemes.values()].filter((scheme) => traitsOf(scheme).period === kind);
  const values = own.map(({ name, parameters }) => [
    name,
    [...parameters].flatMap(([parameter, dated]) =>
      IS_OF_PATIENTS[parameter] ? [[parameter, dated.map(({ from, written }) => [from, written])]] : [],
    ),
  ]);
  return JSON.stringify([kind, values, ageBands, [...grids].map(([name, grid]) => [name, grid.map(String)])]);
}
