/** The acts of a person, month by month; each month has its own seed, so that a file can follow either order. */
import { ageOn, dayOf, daysInMonth, firstDayOf, quarterOf, type Day } from '#libs/kernel/day.ts';
import { drawAct, type ActKind } from './act-kinds.ts';
import { coverageOf, hasAld, hasC2s, inOption, type Spell } from './coverage.ts';
import { cachedDayText } from './csv.ts';
import { declarationsOf, doctorOn, type Declaration } from './declarations.ts';
import { colleague, teamOfProfessional } from './network.ts';
import type { SyntheticPerson, World } from './population.ts';
import { FACET, Random } from './prng.ts';
import { knownAt } from './scale.ts';
import { SCOPE_ACTS } from './tariffs.ts';
import type { Profession, SyntheticTeam } from './team.ts';
import { teamRowOn, phaseNameOn } from './teams.ts';

export const ACT_COLUMNS =
  'act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on';

interface Patient {
  readonly person: SyntheticPerson;
  readonly declarations: readonly Declaration[];
  readonly coverage: readonly Spell[];
  /** Mean number of lines of a month, by profession. */
  readonly gpRate: number;
  readonly nurseRate: number;
}

/** By age, with a mean of 1; the shape is an assumption, because no table was found. */
const GP_SHAPE: readonly (readonly [untilAge: number, factor: number])[] = [
  [7, 1.1],
  [17, 0.55],
  [40, 0.75],
  [60, 0.95],
  [70, 1.15],
  [80, 1.4],
  [200, 1.6],
];
const shape = (age: number): number => GP_SHAPE.find(([untilAge]) => age < untilAge)?.[1] ?? 1;

export function writtenPatient(world: World, person: SyntheticPerson): Patient {
  const random = new Random(world.seed, FACET.ACTS, person.index);
  const age = ageOn(person.birth, dayOf(world.horizon.firstYear + 3, 1, 1));
  const coverage = coverageOf(world, person);
  const monthly = world.scale.actsPerPatientYear / 12;
  const ill = coverage.length > 0 ? 1.25 : 0.9;
  // Shares of persons a nurse treats, CNAM 2011: 13 % under 60, 32 % from 60, 60 % from 80.
  const treated = random.chance(age >= 80 ? 0.6 : age >= 60 ? 0.32 : 0.13);
  return {
    person,
    declarations: declarationsOf(world, person),
    coverage,
    gpRate: monthly * 0.76 * shape(age) * ill * random.logNormal(0.4),
    nurseRate: treated ? monthly * 0.85 * (age >= 75 ? 1.6 : 1) * random.logNormal(0.6) : 0,
  };
}

/** Writes the rows of one month; `month` counts from January of the first year. */
export function actsOfMonth(world: World, patient: Patient, month: number, write: (row: string) => void): void {
  const { person } = patient;
  const year = world.horizon.firstYear + Math.floor(month / 12);
  const first = dayOf(year, (month % 12) + 1, 1);
  const length = daysInMonth(year, (month % 12) + 1);
  // Before the first declaration the payer has sent only the last weeks.
  if (first + length - 1 < Math.max(person.birth, person.entry - 45) || first > person.last) return;
  const random = new Random(world.seed, FACET.ACTS, person.index, month + 1);
  // Spring 2020: a third less in March, two thirds less in April (Open DAMIR).
  const shock = year !== 2020 ? 1 : month % 12 === 2 ? 0.65 : month % 12 === 3 ? 0.4 : 1;
  const visits = random.poisson(patient.gpRate * shock);
  const care = random.poisson(patient.nurseRate);
  let next = (person.index + 1) * 10_000 + month * 100;
  const number = (): string => `A${String((next += 1)).padStart(11, '0')}`;
  for (let n = 0; n < visits + care && n < 30; n += 1) {
    const on = first + random.whole(0, length - 1);
    const profession = n >= visits ? 'NURSE' : random.chance(0.03) ? 'OTHER' : 'GP';
    if (on < person.birth || on > person.last) continue;
    writeAct({ world, patient, random, profession, on }, number, write);
  }
}

/** An act to draw: the patient, the profession, the day. */
interface Care {
  readonly world: World;
  readonly patient: Patient;
  readonly random: Random;
  readonly profession: Profession;
  readonly on: Day;
}

function writeAct(care: Care, number: () => string, write: (row: string) => void): void {
  const { world, patient, random, profession, on } = care;
  const { horizon, network } = world;
  const { person } = patient;
  const start = firstDayOf(quarterOf(on));
  const treating = doctorOn(patient.declarations, on);
  const team = treating === '' ? undefined : teamOfProfessional(network, treating, on, start, false);
  const executant = executantOf(care, treating, team);
  const act = drawAct(random, profession, ageOn(person.birth, on), on, executant !== treating);
  const share = reimbursed(care, executant, treating);
  const replaced = random.chance(0.97) && isReplaced(care, executant, act.code, start);
  const paid = replaced ? 0 : Math.round(act.base * share);
  const qualifier = random.chance(0.015) ? '71' : random.chance(0.04) ? '10' : '';
  const known = knownAt(horizon, on + (random.chance(0.04) ? random.whole(61, 260) : random.whole(4, 60)));

  const line = (given: ActKind, amount: number, reverses: string, sign: 1 | -1, knownOn: Day): string => {
    const id = number();
    write(
      `${id},${person.id},${executant},${profession},${given.code},${sign * given.quantity},${cachedDayText(on)},` +
        `${sign * given.base},${sign * amount},${qualifier},${reverses},${cachedDayText(knownOn)}`,
    );
    return id;
  };
  const id = line(act, paid, '', 1, known);
  if (!random.chance(0.015)) return;
  const reversed = knownAt(horizon, known + random.whole(10, 120));
  line(act, paid, id, -1, reversed);
  // Most are billed again, with the amount that was right.
  if (random.chance(0.6)) line(act, replaced ? 0 : act.base, '', 1, knownAt(horizon, reversed + random.whole(0, 30)));
}

function executantOf(
  { world: { network }, patient: { person }, random, profession, on }: Care,
  treating: string,
  team: SyntheticTeam | undefined,
): string {
  const draw = random.next();
  if (profession === 'GP') {
    if (treating !== '' && draw < 0.78) return treating;
    const near = draw < (treating === '' ? 0.15 : 0.86) ? colleague(random, team ?? person.home, 'GP', on) : undefined;
    return near ?? random.pick(network.outside.GP);
  }
  const near =
    draw < (profession === 'NURSE' ? 0.6 : 0.3) ? colleague(random, team ?? person.home, profession, on) : undefined;
  return near ?? random.pick(network.outside[profession]);
}

/** The part of the fee that the payer pays: all in ALD or C2S, 70 % of a doctor's and 60 % of a nurse's, 30 % outside the pathway. */
function reimbursed({ random, patient, profession, on }: Care, executant: string, treating: string): number {
  const full = random.chance(0.85);
  if (hasC2s(patient.coverage, on) || (full && hasAld(patient.coverage, on))) return 1;
  if (profession === 'NURSE') return 0.6;
  return executant !== treating && random.chance(0.15) ? 0.3 : 0.7;
}

/** Whether a forfait replaces the act, as far as the payer could know. */
function isReplaced({ world, patient, profession, on }: Care, executant: string, code: string, start: Day): boolean {
  if (profession === 'OTHER' || !SCOPE_ACTS[profession].has(code)) return false;
  const doctor = doctorOn(patient.declarations, start);
  const list = doctor === '' ? undefined : teamOfProfessional(world.network, doctor, start, start, false);
  if (list === undefined || teamOfProfessional(world.network, executant, on, start, false) !== list) return false;
  const phase = phaseNameOn(list, start);
  if (phase !== 'FORFAIT' && phase !== 'FORFAIT_STARTUP') return false;
  const period = teamRowOn(list, start);
  if (period === undefined || (profession === 'NURSE' && period.scope !== 'GP+NURSE')) return false;
  return inOption(period.option, patient.person, patient.coverage, start);
}
