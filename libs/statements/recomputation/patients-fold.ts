/**
 * Reads patients for a recomputation in one pass over the log, stream by stream: the sums of each pin and, for a full recomputation, the
 * professionals that dossiers name and the documents of the read store that differ.
 */
import { type Dossier, eventCount, professionalsIn } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, KEPT_PART, readDossier } from '#libs/enrolment/dossiers.ts';
import { type Links, alone, linksAmong } from '#libs/enrolment/persons.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { StreamFold } from '#libs/read-store/engine/stream-fold.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { MadeSums, rostersUnder } from '#libs/statements/calculation/sums-of.ts';
import { type HeldActs, heldAgainst } from '#libs/statements/recomputation/held-acts.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';

/** The inputs of the calculations of a pin, except rosters and patients. */
export interface PinGiven {
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly range: QuarterRange;
  readonly rules: Rules;
}

export interface FoldGiven {
  readonly upTo: number;
  readonly rosters: RosterDocuments;
  readonly pins: readonly PinGiven[];
}

/** The patients' documents of a read store, to compare with the log. */
interface StoredOfPatients {
  readonly dossiers: Pick<Documents, 'get'> | undefined;
  readonly acts: Pick<Documents, 'get'> | undefined;
}

/** The findings in some streams. A differing document may have changed meanwhile, so it is checked again. */
export interface FoundInStreams {
  readonly named: readonly (readonly [patient: string, professionals: readonly string[]])[];
  /** Keys. */
  readonly dossiers: readonly string[];
  readonly acts: HeldActs;
}

/** Dossiers for each look at the clock. */
const AT_A_LOOK = 16;

export class PatientsFold {
  readonly #log: Pick<LogReader, 'read'>;
  readonly #given: FoldGiven;
  readonly #stored: StoredOfPatients | undefined;
  readonly #links: ReadonlyMap<string, Links>;
  readonly #pins: readonly MadeSums[];

  /** Without `stored`, patients with several ids are left out. */
  constructor(log: Pick<LogReader, 'read'>, given: FoldGiven, stored: StoredOfPatients | undefined) {
    this.#log = log;
    this.#given = given;
    this.#stored = stored;
    this.#links = linksAmong(given.rosters.merges);
    this.#pins = given.pins.map((pin) => madeOfNone(given.rosters, pin));
  }

  /** The sums of each pin after the runs so far. They leave out patients with several ids, whose streams may belong to several threads. */
  sums(): readonly MadeSums[] {
    return this.#pins;
  }

  /** Reads every stream if `streams` is left out. `report` gets the number of events read since its last call. */
  async run(streams: StreamRange | undefined, report: (events: number) => void): Promise<FoundInStreams> {
    const stored = this.#stored;
    const acts = { same: 0, other: [] };
    const log = stored?.acts === undefined ? this.#log : heldAgainst(stored.acts, this.#log, acts);
    const found = { named: [] as [string, string[]][], dossiers: [] as string[], acts };
    const isAsked = (patient: string): boolean => stored !== undefined || !this.#links.has(patient);
    const turns = new Turns(AT_A_LOOK);
    const documents = new StreamFold(DOSSIERS, log).documents({ upTo: this.#given.upTo, streams }, isAsked);
    for await (const batch of documents) {
      const held = await stored?.dossiers?.get(batch.map(([patient]) => patient));
      let events = 0;
      for (const [patient, text] of batch) {
        if (turns.isOver) await turns.next();
        const dossier = readDossier(text);
        if (!this.#links.has(patient)) this.#add(dossier);
        if (stored !== undefined) found.named.push([patient, [...indexedNames(dossier)]]);
        if (held !== undefined && held.get(patient) !== text) found.dossiers.push(patient);
        events += eventCount(dossier);
      }
      report(events);
    }
    return found;
  }

  #add(dossier: Dossier): void {
    const linked = alone(dossier);
    for (const sums of this.#pins) sums.take(linked);
  }
}

/** The sums of a pin before any patient. */
export function madeOfNone(rosters: RosterDocuments, { known, regulation, range, rules }: PinGiven): MadeSums {
  return new MadeSums(frameOf(rostersUnder(regulation, rosters), known, regulation, range, rules), rosters.merges);
}

/** The professionals who may have a part of the patient, as the index of patients names them. */
function indexedNames(dossier: Dossier): ReadonlySet<string> {
  const names = new Set(professionalsIn(dossier));
  if (dossier.kept !== undefined) names.add(KEPT_PART);
  return names;
}
