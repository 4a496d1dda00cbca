/**
 * Small complete datasets of awkward cases, each determined by its seed. Every row keeps the rules for rows, and no two versions of one
 * fact share their known_on, so that the results do not depend on the order in which rows are recorded.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { birthday } from './belonging.ts';
import { plusDays } from './facts.ts';

const COLUMNS = {
  teams: 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on',
  phases: 'team_id,phase,from,known_on',
  members: 'team_id,rpps,profession,from,until,known_on',
  patients: 'patient_id,birth_date,sex,died_on,known_on',
  coverage: 'patient_id,kind,ald_number,from,until,known_on',
  declarations: 'patient_id,rpps,declared_on,known_on',
  acts: 'act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on',
  quality: 'team_id,year,indicator,numerator,denominator,known_on',
  thresholds: 'indicator,year,intermediate,target,known_on',
  communes: 'commune,name,year,poverty_rate,known_on',
  reference_revenue: 'team_id,quarter,amount_cents,known_on',
  credits: 'team_id,due_on,label,amount_cents,known_on',
  spending: 'patient_id,year,amount_cents,known_on',
  national_spending: 'year,age_band,sex,ald,c2s,amount_cents,known_on',
} as const satisfies Readonly<Record<FactName, string>>;
type File = keyof typeof COLUMNS;
type Cells = (string | number)[];

const BANDS = ['0-6', '7-16', '17-39', '40-49', '50-59', '60-69', '70-79', '80+'];
const UP = ['FLU65', 'HBA1C', 'GENERIC', 'BREAST', 'COLORECTAL', 'KIDNEY'];
const DOWN = ['BENZO', 'AVOIDHOSP', 'EMERGENCY'];
const GP_CODES = ['1103', '1109', '1110', '1111', '1112', '1125', '1191', '1192', '1209', '1210', '1211', '1212'];
const NURSE_CODES = ['3111', '3112', '3115', '3120'];
const COMMUNES = ['75119', '38185', '2A004', '2B033', '01059', '99999'];
const RATES = ['', '0', '0.0', '14.9999', '15', '15.0', '19.99', '20.0000', '24.9999', '25', '25.0', '33.3', '100'];
const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025];

/** mulberry32 */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
  chance(share: number): boolean {
    return this.next() < share;
  }
  pick<T>(list: readonly T[]): T {
    const item = list[this.int(0, list.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  day(from: string, to: string): string {
    return plusDays(from, this.int(0, (Date.parse(to) - Date.parse(from)) / 86_400_000));
  }
  shuffle<T>(list: T[]): T[] {
    return list
      .map((item) => [this.next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}

function quarterStarts(from: number, to: number): string[] {
  const starts: string[] = [];
  for (let year = from; year <= to; year++) for (const m of ['01', '04', '07', '10']) starts.push(`${year}-${m}-01`);
  return starts;
}

/** The digits followed by the key that makes their Luhn sum a multiple of ten. */
function withLuhnKey(digits: string): string {
  let total = 0;
  Array.from(digits)
    .reverse()
    .forEach((digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      total += value > 9 ? value - 9 : value;
    });
  return digits + String((10 - (total % 10)) % 10);
}

/** "9 characters with a Luhn key in which 2A counts as 21 and 2B as 22" */
function finess(department: string, number: number): string {
  const counted = department.replace('A', '1').replace('B', '2') + String(number).padStart(6, '0');
  return department + withLuhnKey(counted).slice(2);
}

interface TeamPlan {
  readonly id: string;
  readonly scheme: 'PEPS' | 'PRIMORDIAL' | 'IPEP';
}

interface ActPlan {
  readonly id: string;
  readonly cells: Cells;
  readonly base: number;
  readonly paid: number;
  readonly quantity: number;
}

export function writeRandomFacts(
  folder: string,
  seed: number,
  options: { patients?: number; acts?: number } = {},
): void {
  const random = new Random(seed * 7919 + 17);
  const files = new Map<File, Cells[]>();
  for (const file of Object.keys(COLUMNS) as File[]) files.set(file, []);
  const starts = quarterStarts(2020, 2025);
  const pick = <T>(list: readonly T[]): T => random.pick(list);
  const int = (least: number, most: number): number => random.int(least, most);
  const chance = (share: number): boolean => random.chance(share);
  const day = (from: string, to: string): string => random.day(from, to);

  /** A day about a quarter's start: the eve, the day itself, the morrow, or any other day of the years. */
  const awkwardDay = (): string =>
    chance(0.5) ? plusDays(pick(starts), pick([-1, 0, 0, 1])) : day('2020-01-01', '2025-12-31');

  /** The key of a fact never gets two sets of versions, or two of them might share their known_on. */
  const written = new Set<string>();

  /**
   * The versions of one fact: the first known early or about the day it holds from, the others at any time after, all on
   * different days. `make` gets the number of the version and returns its cells without known_on.
   */
  function fact(file: File, key: string, from: string, make: (version: number) => Cells, corrected = 0.25): boolean {
    if (written.has(`${file}|${key}`)) return false;
    written.add(`${file}|${key}`);
    const versions = chance(corrected) ? int(2, 4) : 1;
    let known = chance(0.8) ? plusDays(from, int(-20, 40)) : day('2019-01-01', '2026-03-31');
    if (known < '2019-01-01') known = day('2019-01-01', '2019-12-31');
    if (chance(0.01)) known = day('2026-10-01', '2026-12-31');
    for (let i = 0; i < versions; i++) {
      files.get(file)?.push([...make(i), known]);
      known = plusDays(known, pick([1, int(2, 30), int(31, 400), int(400, 900)]));
      if (known > '2026-12-31') break;
    }
    return true;
  }

  // Teams. The first has no phase and the smallest identifier, so that it would win each tie if phases were forgotten.
  const teams: TeamPlan[] = [
    { id: 'A-PEPS', scheme: 'PEPS' },
    { id: 'PEPS-1', scheme: 'PEPS' },
    { id: 'PEPS-2', scheme: 'PEPS' },
    { id: seed % 2 === 1 ? 'PEPS-É, "3"' : 'PEPS-3', scheme: 'PEPS' },
    { id: 'PRIM-1', scheme: 'PRIMORDIAL' },
    { id: 'PRIM-2', scheme: 'PRIMORDIAL' },
    { id: 'IPEP-1', scheme: 'IPEP' },
    { id: 'IPEP-2', scheme: 'IPEP' },
  ];
  const substitutive = teams.filter((team) => team.scheme !== 'IPEP');
  const groups = teams.filter((team) => team.scheme === 'IPEP');
  teams.forEach((team, t) => {
    const number = finess(pick(['75', '38', '2A', '2B', '01']), int(1, 999999));
    const first = chance(0.7) ? '2019-06-15' : plusDays(pick(starts.slice(0, 4)), pick([0, 0, 1, 40]));
    const moves = Array.from({ length: int(0, 3) }, () => (chance(0.5) ? pick(starts) : awkwardDay()));
    [first, ...moves.filter((move) => move > first)].forEach((from, i) => {
      fact('teams', `${team.id}|${from}`, from, () => {
        // ALL is the most usual option, but the seeds go through the others too.
        const usual = (['ALL', 'OVER_65', 'DIABETES', 'ALL'] as const)[(t + seed) % 4] ?? 'ALL';
        const option = i === 0 || chance(0.5) ? usual : pick(['ALL', 'OVER_65', 'DIABETES']);
        return [
          team.id,
          from,
          chance(0.3) ? `Maison "${team.id}", à l’est` : `Équipe ${team.id}`,
          team.scheme,
          team.scheme === 'IPEP' ? '' : team.scheme === 'PRIMORDIAL' ? 'ALL' : option,
          team.scheme === 'IPEP' ? '' : pick(['GP', 'GP+NURSE']),
          pick(['MSP', 'CDS', 'CPTS', 'OTHER']),
          number,
          pick(COMMUNES),
        ];
      });
    });
  });

  // Phases.
  const phase = (team: string, from: string, name: string, corrected = 0.15): void => {
    // Corrections of a phase withdraw it for a time, or for good; the last version puts most of them back.
    fact(
      'phases',
      `${team}|${from}`,
      '2019-06-01',
      (i) => [team, i === 1 || (i > 1 && chance(0.3)) ? '' : name, from],
      corrected,
    );
  };
  for (const { id, scheme } of teams) {
    if (id === 'A-PEPS') continue;
    if (scheme === 'PEPS') {
      const quarters = quarterStarts(2019, 2021).filter((q) => q >= '2019-10-01');
      const setup = int(0, 2);
      const transition = setup + int(1, 2);
      const forfait = transition + int(1, 3);
      if (chance(0.8)) phase(id, quarters[setup] ?? '2020-01-01', 'SETUP', 0.05);
      phase(id, quarters[transition] ?? '2020-04-01', 'TRANSITION', 0.05);
      phase(id, quarters[forfait] ?? '2020-10-01', 'FORFAIT', 0.2);
    } else if (scheme === 'PRIMORDIAL') {
      const start = pick(['2021-01-01', '2021-01-01', '2021-07-01', '2022-01-01']);
      if (chance(0.8)) phase(id, start, 'FORFAIT_STARTUP', 0.05);
      phase(id, pick(['2022-04-01', '2023-01-01', '2023-10-01']), 'FORFAIT', 0.05);
    } else {
      phase(id, pick(['2020-01-01', '2020-01-01', '2021-01-01']), 'ACTIVE', 0.05);
    }
    if (chance(0.6)) {
      // Leaving, by error or for a time: mid-year too, for a group.
      const left = pick(quarterStarts(2022, 2024).filter((q) => !q.startsWith('2023-10')));
      phase(id, left, 'LEFT', 0.4);
      if (scheme === 'IPEP') {
        if (chance(0.6)) phase(id, `${Number(left.slice(0, 4)) + 1}-01-01`, 'ACTIVE');
      } else if (chance(0.7)) {
        const back = pick(quarterStarts(2024, 2025).filter((q) => q > left));
        phase(
          id,
          back,
          pick(scheme === 'PEPS' ? ['FORFAIT', 'TRANSITION', 'FORFAIT'] : ['FORFAIT_STARTUP', 'FORFAIT']),
        );
      }
    }
  }

  // Professionals and memberships.
  const rpps = (n: number): string => withLuhnKey(`100${String(n + seed * 100).padStart(7, '0')}`);
  const doctors = Array.from({ length: 16 }, (_, i) => rpps(i));
  const nurses = Array.from({ length: 7 }, (_, i) => rpps(40 + i));
  const strangers = [rpps(90), rpps(91)];
  const untilOf = (from: string, i: number): string => {
    if (chance(i > 0 ? 0.15 : 0.03)) return plusDays(from, -1);
    if (!chance(i > 0 ? 0.4 : 0.25)) return '';
    const until = awkwardDay();
    return until < from ? from : until;
  };
  const member = (team: string, who: string, profession: string, from: string): void => {
    fact('members', `${team}|${who}|${from}`, from, (i) => [
      team,
      who,
      i > 0 && chance(0.3) ? pick(['GP', 'NURSE', 'OTHER']) : profession,
      from,
      untilOf(from, i),
    ]);
  };
  // A short list of days, so that one doctor often enters two teams on one day.
  const entries = ['2019-12-01', '2020-01-01', '2020-01-01', '2020-04-01', '2021-07-15', '2022-10-01'];
  doctors.forEach((who, i) => {
    const home = substitutive[1 + (i % 5)]?.id ?? 'PEPS-1';
    member(home, who, 'GP', i < 10 ? pick(['2019-12-01', '2020-01-01']) : pick(entries));
    for (let more = int(0, 2); more > 0; more--) {
      member(
        pick(substitutive).id,
        who,
        chance(0.75) ? 'GP' : pick(['NURSE', 'OTHER']),
        chance(0.6) ? pick(entries) : awkwardDay(),
      );
    }
    if (chance(0.5))
      member(pick(groups).id, who, chance(0.9) ? 'GP' : 'OTHER', chance(0.7) ? '2020-01-01' : awkwardDay());
  });
  nurses.forEach((who, i) => {
    member(substitutive[1 + (i % 5)]?.id ?? 'PEPS-1', who, 'NURSE', pick(entries));
    if (chance(0.4)) member(pick(teams).id, who, pick(['NURSE', 'GP', 'OTHER']), awkwardDay());
  });
  // PEPS-1 has professionals enough for its eligibility, most of the time.
  for (const who of doctors.slice(0, 4)) member('PEPS-1', who, 'GP', '2020-02-01');
  for (const who of nurses.slice(0, 2)) member('PEPS-1', who, 'NURSE', '2020-02-01');

  // Patients.
  const patientIds = Array.from(
    { length: options.patients ?? int(40, 60) },
    (_, i) => `P${String(i + 1).padStart(3, '0')}`,
  );
  const birth = (i: number): string => {
    const start = pick(starts);
    switch (i % 8) {
      case 0: // the day of an age that matters falls on a quarter's first day, its eve or its morrow
        return plusDays(birthday(start, -pick([65, 65, 50, 50, 7, 17, 40, 60, 70, 80])), pick([-1, 0, 0, 1]));
      case 1:
        return birthday(start, -pick([65, 50]));
      case 2:
        return pick(['1940-02-29', '1956-02-29', '1956-02-29', '1960-02-29', '1972-02-29', '2004-02-29', '2020-02-29']);
      case 3:
        return awkwardDay();
      default:
        return day('1925-01-01', '2015-12-31');
    }
  };
  const birthDates = new Map<string, string>();
  patientIds.forEach((id, i) => {
    const born = birth(i);
    birthDates.set(id, born);
    const sex = pick(['F', 'M']);
    let died = chance(0.2) ? awkwardDay() : '';
    if (died !== '' && died < born) died = born;
    fact('patients', id, '2019-12-01', (version) => {
      if (version > 0 && chance(0.5)) return [id, born, pick(['F', 'M']), chance(0.5) ? died : ''];
      // A birth date corrected by a day or a year, never past a death.
      const other = version > 0 ? plusDays(born, -pick([1, 31, 366])) : born;
      return [id, other, sex, died];
    });
  });
  const someone = (): string => (chance(0.01) ? 'P-nobody' : pick(patientIds));

  // Long-term illnesses and C2S, with overlaps, gaps and rows that void others.
  for (const id of [...patientIds, 'P-nobody']) {
    for (let more = pick([0, 0, 1, 1, 2, 3, 4]); more > 0; more--) {
      const number = pick([8, 8, 8, 15, 16, 25, 1, 3, 30]);
      const from = chance(0.5) ? day('2012-01-01', '2019-12-31') : awkwardDay();
      fact('coverage', `${id}|${number}|${from}`, from, (i) => [id, 'ALD', number, from, untilOf(from, i)]);
    }
    if (!chance(0.35)) continue;
    let from = awkwardDay();
    while (from < '2025-12-01') {
      const start = from;
      fact(
        'coverage',
        `${id}|C2S|${start}`,
        start,
        (i) => [id, 'C2S', '', start, i > 0 && chance(0.3) ? plusDays(start, -1) : plusDays(start, 364)],
        0.15,
      );
      from = plusDays(start, pick([365, 365, 366, 400, 330, 700]));
    }
  }

  // Declarations.
  const declared = new Map<string, string[]>();
  for (const id of [...patientIds, 'P-nobody']) {
    const doctorsOf = Array.from({ length: int(1, 4) }, () => pick(doctors));
    declared.set(id, doctorsOf);
    doctorsOf.forEach((who, i) => {
      const on = i === 0 && chance(0.8) ? day('2017-01-01', '2019-12-31') : awkwardDay();
      fact('declarations', `${id}|${on}`, on, (version) => {
        if (chance(i === 0 ? 0.03 : 0.12)) return [id, '', on];
        if (chance(0.04)) return [id, pick([...strangers, ...nurses]), on];
        return [id, version > 0 && chance(0.5) ? pick(doctors) : who, on];
      });
    });
  }

  // Acts. Half of them fall into a few busy quarters, so that fidelisation is measured in some.
  const busy = ['2020-10-01', ...Array.from({ length: 5 }, () => pick(starts))];
  const plans: ActPlan[] = [];
  const count = options.acts ?? 1500;
  for (let n = 0; n < count; n++) {
    const patient = chance(0.02) ? 'P-unseen' : someone();
    const careOn = chance(0.15)
      ? plusDays(pick(starts), pick([-1, 0, 0, 1]))
      : chance(0.6)
        ? plusDays(pick(busy), int(0, 89))
        : day('2020-01-01', '2025-12-31');
    const own = declared.get(patient) ?? doctors;
    const nurse = chance(0.15);
    const executant = nurse
      ? pick(nurses)
      : chance(0.75)
        ? pick([...own.slice(0, 1), ...own])
        : pick([...doctors, ...doctors, ...strangers]);
    const profession = chance(0.04) ? pick(['GP', 'NURSE', 'OTHER']) : nurse ? 'NURSE' : 'GP';
    const code = chance(0.12) ? pick(['1048', '1130', '3125', '3111', '1112']) : pick(nurse ? NURSE_CODES : GP_CODES);
    const base = pick([2500, 2500, 2500, 5500, 265, 630, 1000, 0, int(1, 9999)]);
    const paid = pick([0, 0, base, Math.floor(base * 0.7)]);
    const qualifier = chance(0.9) ? '' : pick(['71', '71', '70', '1', '071']);
    const id = `A${String(n + 1).padStart(5, '0')}`;
    const cells = [patient, executant, profession, code, careOn, qualifier];
    plans.push({ id, cells, base, paid, quantity: int(1, 3) });
  }
  const act = (plan: ActPlan, reverses: string, quantity: number, base: number, paid: number): void => {
    const [patient = '', executant = '', profession = '', code = '', careOn = '', qualifier = ''] = plan.cells;
    const known = plusDays(String(careOn), pick([0, 5, 20, 60, int(90, 500), int(500, 1200)]));
    const id = reverses === '' ? plan.id : `R${reverses}${written.has(`acts|R${reverses}`) ? 'b' : ''}`;
    written.add(`acts|${id}`);
    files
      .get('acts')
      ?.push([id, patient, executant, profession, code, quantity, careOn, base, paid, qualifier, reverses, known]);
  };
  for (const plan of plans) {
    // For one reversal in forty the act never comes.
    const reversed = chance(0.05);
    if (!reversed || !chance(0.025)) act(plan, '', plan.quantity, plan.base, plan.paid);
    if (reversed) act(plan, plan.id, -plan.quantity, -plan.base, -plan.paid);
    if (reversed && chance(0.05)) act(plan, plan.id, -1, -Math.floor(plan.base / 2), 0);
  }

  // Quality and thresholds. Denominators of 100 and 200 make rates that meet a threshold exactly.
  const known2 = (year: number): string => `${year + 1}-05-15`;
  for (const team of teams) {
    for (const year of YEARS) {
      if (chance(0.06)) continue;
      for (const indicator of [...UP, ...DOWN, 'EXPERIENCE']) {
        if (chance(0.12)) continue;
        fact(
          'quality',
          `${team.id}|${year}|${indicator}`,
          known2(year),
          () => {
            const denominator = chance(0.08) ? 0 : pick([100, 200, int(3, 400)]);
            const numerator = chance(0.03)
              ? denominator
              : Math.floor(denominator * (DOWN.includes(indicator) ? random.next() * 0.4 : 0.3 + random.next() * 0.6));
            return [team.id, year, indicator, numerator, denominator];
          },
          0.1,
        );
      }
    }
  }
  for (const year of YEARS) {
    if (chance(0.05)) continue;
    for (const indicator of [...UP, ...DOWN]) {
      if (chance(0.1)) continue;
      fact('thresholds', `${indicator}|${year}`, known2(year), () => {
        const easy = pick(['48', '50', '50.0', '48.125', '45.0001']);
        const hard = chance(0.2) ? easy : pick(['60', '62.5', '75.9999']);
        const [low, high] = chance(0.2)
          ? ['12.5', '12.5']
          : pick([
              ['10', '25'],
              ['8.0625', '20'],
              ['0', '15.5'],
            ] as const);
        return DOWN.includes(indicator) ? [indicator, year, high, low] : [indicator, year, easy, hard];
      });
    }
  }

  // Poverty rates: the last commune is in no row.
  for (const commune of COMMUNES.slice(0, -1)) {
    for (const year of YEARS) {
      if (chance(0.6)) continue;
      fact('communes', `${commune}|${year}`, `${year}-06-01`, () => [
        commune,
        `Commune ${commune}`,
        year,
        chance(0.15) ? '' : pick(RATES),
      ]);
    }
  }

  // Reference revenues, some of them low enough to cap.
  for (const team of substitutive) {
    for (const start of starts.slice(8)) {
      if (chance(0.35)) continue;
      const quarter = `${start.slice(0, 4)}-Q${(Number(start.slice(5, 7)) + 2) / 3}`;
      fact('reference_revenue', `${team.id}|${quarter}`, start, (i) => [
        team.id,
        quarter,
        i > 0 && chance(0.5) ? '' : int(1, 30_000),
      ]);
    }
  }

  // Credits: on boundary days, two on one day, taken back, withdrawn, and outside all statements.
  for (const team of teams) {
    for (let more = int(4, 10); more > 0; more--) {
      const due = chance(0.1) ? pick(['2019-01-31', '2026-02-01']) : awkwardDay();
      const labels = chance(0.4) ? ['b', 'a', 'à la fin, "solde"'].slice(0, int(2, 3)) : [pick(['amorçage', 'B', 'a'])];
      for (const label of labels) {
        fact('credits', `${team.id}|${due}|${label}`, due, (i) => {
          const amount = chance(0.25) ? -int(1, 90_000) : int(1, 300_000);
          return [team.id, due, label, i > 0 && chance(0.5) ? '' : amount];
        });
      }
    }
  }

  // Spending about the national means, so that gains of either sign occur.
  const firstYear = seed % 3 === 0 ? 2020 : 2018;
  const huge = chance(0.3) ? pick(patientIds) : '';
  for (const id of [...patientIds, 'P-nobody']) {
    const age = 2020 - Number((birthDates.get(id) ?? '1980').slice(0, 4));
    for (const year of YEARS.filter((y) => y >= firstYear)) {
      if (chance(0.12)) continue;
      const amount = id === huge && chance(0.3) ? 9_007_199_254_740_991 : int(0, 40_000 + Math.max(age, 0) * 5_000);
      fact(
        'spending',
        `${id}|${year}`,
        `${year + 1}-06-10`,
        (i) => [id, year, i > 0 && chance(0.4) ? '' : amount + (amount > 1e12 ? 0 : i)],
        0.1,
      );
    }
  }
  for (const year of YEARS.filter((y) => y >= firstYear)) {
    if (chance(0.05)) continue;
    BANDS.forEach((band, b) => {
      for (const sex of ['F', 'M']) {
        for (const [ald, c2s] of [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ] as const) {
          if (chance(0.03)) continue;
          const mean = 30_000 + b * 30_000 + ald * 60_000 + c2s * 5_000 + (year - 2018) * int(0, 9_000);
          fact(
            'national_spending',
            `${year}|${band}|${sex}|${ald}|${c2s}`,
            `${year + 1}-06-30`,
            (i) => [year, band, sex, ald, c2s, i > 0 && chance(0.4) ? '' : chance(0.02) ? 0 : mean],
            0.06,
          );
        }
      }
    });
  }

  // The files themselves vary too: order of rows, line ends, byte order mark.
  mkdirSync(folder, { recursive: true });
  const newLine = seed % 3 === 1 ? '\r\n' : '\n';
  for (const [file, rows] of files) {
    const text = [COLUMNS[file].split(','), ...random.shuffle(rows)].map((row) => row.map(quoted).join(',') + newLine);
    writeFileSync(join(folder, `${file}.csv`), (seed % 4 === 3 ? '\uFEFF' : '') + text.join(''));
  }
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
