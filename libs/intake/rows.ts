/**
 * Checks of whole rows: every field by its column, then what the fields of a file must satisfy together.
 * Source: facts, "Files" and "What a bad row gets".
 */
import { dayFromText, dayText, firstDayOf, parseDay, quarterOf, yearOf } from '#libs/kernel/day.ts';
import { compare, fractionFromText } from '#libs/kernel/fraction.ts';
import { type FactFile, type FactFileName, columnIndex } from '#libs/facts/fact-files.ts';
import { fault, fieldChecks, required } from '#libs/intake/columns.ts';
import type { Fault } from '#libs/intake/faults.ts';
import { masked } from '#libs/intake/identifiers.ts';
import type { Regulation, Scheme } from '#libs/regulation/regulation.ts';

/** Fields in the canonical order of the file's columns → every fault of the row, none for a good one. */
export type RowCheck = (fields: readonly string[]) => readonly Fault[];

/** The scheme of each team with a good row in `teams`, recorded before or in this import. */
export type SchemeOfTeam = ReadonlyMap<string, string>;

/** The fields of a row by name, and which of them were found wrong already. */
interface CheckedRow {
  (column: string): string;
  /** Present and without a fault of its own, so that it can be compared with others. */
  readonly isSound: (...columns: string[]) => boolean;
}

interface Rules {
  readonly regulation: Regulation;
  readonly schemes: SchemeOfTeam;
}

const FIRST_KNOWN_ON = '1990-01-01';
const LAST_ALD = 32;

export function rowCheck(file: FactFile, regulation: Regulation, schemes: SchemeOfTeam): RowCheck {
  const checkOf = fieldChecks(regulation);
  const columns = file.columns.map((column) => ({ ...column, check: checkOf(column) }));
  const index = new Map(file.columns.map(({ name }) => [name, columnIndex(file, name)]));
  const rule = RULES[file.name];
  const rules = { regulation, schemes };
  const knownOn = columnIndex(file, 'known_on');
  return (fields) => {
    const faults: Fault[] = [];
    const wrong = new Set<string>();
    for (const [i, { name, optional, check }] of columns.entries()) {
      const field = fields[i] ?? '';
      const found = field === '' ? (optional ? undefined : required(name)) : check(field);
      if (found === undefined) continue;
      faults.push(found);
      wrong.add(name);
    }
    const row = Object.assign((column: string) => fields[index.get(column) ?? -1] ?? '', {
      isSound: (...names: string[]) => names.every((name) => !wrong.has(name) && row(name) !== ''),
    });
    if (!wrong.has('known_on') && (fields[knownOn] ?? '') < FIRST_KNOWN_ON)
      faults.push(
        fault('PERIOD_ORDER', 'known_on', row('known_on'), 'est avant 1990 ; vérifiez la date de connaissance'),
      );
    rule(row, faults, rules);
    return faults;
  };
}

type Rule = (row: CheckedRow, faults: Fault[], rules: Rules) => void;

const RULES: Readonly<Record<FactFileName, Rule>> = {
  teams: (row, faults, { regulation, schemes }) => {
    const scheme = row.isSound('scheme') ? regulation.schemes.get(row('scheme')) : undefined;
    if (scheme === undefined) return;
    oneOfScheme(row, 'option', scheme.options, scheme, faults);
    oneOfScheme(row, 'scope', scheme.scopes, scheme, faults);
    const other = schemes.get(row('team_id'));
    if (other !== undefined && other !== scheme.name)
      faults.push(
        fault(
          'OPTION',
          'scheme',
          scheme.name,
          `ne peut pas être celle de ${masked(row('team_id'))}, qui est une équipe ${other} ; une équipe garde la sienne`,
        ),
      );
  },
  phases: (row, faults, { regulation, schemes }) => {
    const scheme = regulation.schemes.get(schemes.get(row('team_id')) ?? '');
    if (scheme !== undefined && row.isSound('phase') && !scheme.phases.includes(row('phase')))
      faults.push(
        fault(
          'OPTION',
          'phase',
          row('phase'),
          `n'est pas une phase de ${scheme.name} ; choisissez parmi ${scheme.phases.join(', ')}`,
        ),
      );
    phaseStart(row, faults, scheme);
    knownTeam(row, faults, schemes);
  },
  members: (row, faults, { schemes }) => {
    period(row, faults);
    knownTeam(row, faults, schemes);
  },
  patients: (row, faults) => {
    if (row.isSound('birth_date', 'died_on') && row('died_on') < row('birth_date'))
      faults.push(
        fault(
          'PERIOD_ORDER',
          'died_on',
          row('died_on'),
          `est avant la naissance (${row('birth_date')}) ; corrigez l'une des deux dates`,
        ),
      );
  },
  coverage: (row, faults) => {
    const ald = row('ald_number');
    if (row('kind') === 'ALD' && ald === '') faults.push(required('ald_number'));
    if (row('kind') === 'ALD' && row.isSound('ald_number') && (Number(ald) < 1 || Number(ald) > LAST_ALD))
      faults.push(fault('RANGE', 'ald_number', ald, `n'est pas un numéro d'ALD ; il est entre 1 et ${LAST_ALD}`));
    if (row('kind') === 'C2S' && ald !== '')
      faults.push(fault('CODE', 'ald_number', ald, 'doit être vide pour une couverture C2S'));
    period(row, faults);
  },
  declarations: () => undefined,
  acts: actAmounts,
  quality: (row, faults, { schemes }) => {
    for (const column of ['numerator', 'denominator']) notNegative(row, column, faults);
    if (row.isSound('numerator', 'denominator') && Number(row('numerator')) > Number(row('denominator')))
      faults.push(
        fault('RANGE', 'numerator', row('numerator'), `dépasse le dénominateur (${masked(row('denominator'))})`),
      );
    knownTeam(row, faults, schemes);
  },
  thresholds: (row, faults, { regulation }) => {
    if (!row.isSound('indicator', 'intermediate', 'target')) return;
    const direction = regulation.indicators.get(row('indicator'))?.direction;
    const difference = compare(fractionFromText(row('intermediate')), fractionFromText(row('target')));
    if (direction === 'UP' ? difference > 0 : difference < 0)
      faults.push(
        fault(
          'THRESHOLD_ORDER',
          'intermediate',
          row('intermediate'),
          `est du mauvais côté de la cible (${row('target')}) ; pour ${row('indicator')} il doit être ${direction === 'UP' ? 'inférieur' : 'supérieur'} ou égal`,
        ),
      );
  },
  communes: () => undefined,
  reference_revenue: (row, faults, { schemes }) => {
    if (row.isSound('amount_cents') && Number(row('amount_cents')) <= 0)
      faults.push(
        fault(
          'RANGE',
          'amount_cents',
          row('amount_cents'),
          'doit être supérieur à 0 ; laissez vide pour retirer le montant',
        ),
      );
    knownTeam(row, faults, schemes);
  },
  credits: (row, faults, { schemes }) => {
    if (row.isSound('amount_cents') && Number(row('amount_cents')) === 0)
      faults.push(
        fault(
          'RANGE',
          'amount_cents',
          row('amount_cents'),
          'doit être différent de 0 ; laissez vide pour retirer le crédit',
        ),
      );
    knownTeam(row, faults, schemes);
  },
  spending: (row, faults) => {
    notNegative(row, 'amount_cents', faults);
  },
  national_spending: (row, faults) => {
    notNegative(row, 'amount_cents', faults);
  },
};

/** An option or scope that the scheme does not have, an empty one included where it has some. */
function oneOfScheme(
  row: CheckedRow,
  column: string,
  allowed: readonly string[],
  scheme: Scheme,
  faults: Fault[],
): void {
  const field = row(column);
  if (field === '' ? allowed.length === 0 : !row.isSound(column) || allowed.includes(field)) return;
  const right = allowed.length === 0 ? 'laissez la colonne vide' : `choisissez parmi ${allowed.join(', ')}`;
  faults.push(fault('OPTION', column, field, `n'existe pas pour ${scheme.name} ; ${right}`));
}

/** A phase starts on the first day of a quarter (ACTIVE: of a year), not before the first text of its scheme. */
function phaseStart(row: CheckedRow, faults: Fault[], scheme: Scheme | undefined): void {
  if (!row.isSound('from')) return;
  const from = dayFromText(row('from'));
  if (firstDayOf(quarterOf(from)) !== from)
    faults.push(
      fault(
        'PHASE_START',
        'from',
        row('from'),
        "n'est pas le premier jour d'un trimestre ; une phase commence le 1er janvier, avril, juillet ou octobre",
      ),
    );
  else if (row('phase') === 'ACTIVE' && !row('from').endsWith('-01-01'))
    faults.push(
      fault(
        'PHASE_START',
        'from',
        row('from'),
        `n'est pas le premier jour d'une année ; la phase ACTIVE commence un 1er janvier, par exemple ${yearOf(from) + 1}-01-01`,
      ),
    );
  const first = scheme?.texts[0];
  if (first !== undefined && from < first.from)
    faults.push(
      fault(
        'PHASE_START',
        'from',
        row('from'),
        `est avant le premier texte de ${first.scheme} (${first.id}, ${dayText(first.from)})`,
      ),
    );
}

/** `until` may be the day before `from` (a period that never was), not earlier. */
function period(row: CheckedRow, faults: Fault[]): void {
  if (!row.isSound('from', 'until') || row('until') >= row('from')) return;
  if ((parseDay(row('until')) ?? 0) < (parseDay(row('from')) ?? 0) - 1)
    faults.push(
      fault(
        'PERIOD_ORDER',
        'until',
        row('until'),
        `est avant le début (${row('from')}) ; pour annuler la période, indiquez la veille du début`,
      ),
    );
}

function notNegative(row: CheckedRow, column: string, faults: Fault[]): void {
  if (row.isSound(column) && Number(row(column)) < 0)
    faults.push(fault('RANGE', column, row(column), 'ne peut pas être négatif'));
}

function knownTeam(row: CheckedRow, faults: Fault[], schemes: SchemeOfTeam): void {
  if (row.isSound('team_id') && !schemes.has(row('team_id')))
    faults.push(
      fault(
        'UNKNOWN_TEAM',
        'team_id',
        row('team_id'),
        "n'est dans aucune bonne ligne de teams ; ajoutez l'équipe, ou corrigez l'identifiant",
      ),
    );
}

/**
 * Amounts are ≥ 0 with quantity > 0; on a reversal, which names the act it cancels, quantity is < 0 and both are ≤ 0.
 */
function actAmounts(row: CheckedRow, faults: Fault[]): void {
  if (!row.isSound('quantity')) return;
  const quantity = Number(row('quantity'));
  const amounts = ['base_cents', 'paid_cents'].filter((column) => row.isSound(column));
  const reversal = (column: string, wrong: string): void => {
    faults.push(fault('REVERSAL', column, row(column), wrong));
  };
  if (quantity === 0) {
    faults.push(
      fault(
        'RANGE',
        'quantity',
        row('quantity'),
        "ne peut pas être 0 ; elle est positive, ou négative pour l'annulation d'un acte",
      ),
    );
    return;
  }
  if (quantity > 0) {
    for (const column of amounts) notNegative(row, column, faults);
    if (row('reverses') !== '')
      reversal(
        'reverses',
        `annule un acte alors que la quantité (${masked(row('quantity'))}) est positive ; rendez-la négative, ou laissez reverses vide`,
      );
    return;
  }
  if (row('reverses') === '')
    reversal('quantity', "est négative sans acte annulé ; indiquez dans reverses l'acte annulé");
  for (const column of amounts)
    if (Number(row(column)) > 0) reversal(column, 'est positif sur une annulation ; il doit être négatif ou nul');
}
