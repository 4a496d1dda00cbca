/**
 * Checks of single fields, by the kind of their column. Each gives the fault, or nothing.
 */
import { parseDay, parseQuarter } from '#libs/kernel/day.ts';
import { codePointCount } from '#libs/kernel/text.ts';
import type { Column, ColumnKind } from '#libs/facts/fact-files.ts';
import type { Fault, FaultCode } from '#libs/intake/faults.ts';
import {
  TEAM_NAME,
  isCommune,
  isFiness,
  isTeamName,
  looksLikeSocialSecurityNumber,
  masked,
} from '#libs/intake/identifiers.ts';
import type { Regulation, Scheme } from '#libs/regulation/regulation.ts';

/** The fault of a field, or undefined. The field is not empty. */
export type FieldCheck = (field: string) => Fault | undefined;

const MAX_IDENTIFIER = 64;
const MAX_NUMBER = 2 ** 53;
/** What there is besides the professions that the schemes name. */
const PROFESSIONS = ['GP', 'NURSE', 'OTHER'];
const STRUCTURES = ['MSP', 'CDS', 'CPTS', 'OTHER'];

export function fault(code: FaultCode, column: string, field: string, wrong: string): Fault {
  return { code, column, sentence: `${column} : « ${masked(field)} » ${wrong}.` };
}

export function required(column: string): Fault {
  return {
    code: 'REQUIRED',
    column,
    sentence: `${column} : la colonne est obligatoire et elle est vide ; indiquez sa valeur.`,
  };
}

/** Of the kinds that more is asked of than one question. */
const CHECKS: Partial<Record<ColumnKind, (column: string) => FieldCheck>> = {
  day: dayCheck,
  cents: wholeNumber,
  integer: wholeNumber,
  percent,
  identifier,
  team: teamId,
  patient: patientId,
};

/** Checks of every kind of column; made once per import, as some lists come from the regulation. */
export function fieldChecks(regulation: Regulation): (column: Column) => FieldCheck {
  const schemes = [...regulation.schemes.values()];
  const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
  const lists: Partial<Record<ColumnKind, readonly string[]>> = {
    profession: union([PROFESSIONS, schemes.flatMap(professionsOf)]),
    structure: STRUCTURES,
    sex: ['F', 'M'],
    coverageKind: ['ALD', 'C2S'],
    flag: ['0', '1'],
    scheme: schemes.map(({ name }) => name),
    option: union(schemes.map(({ options }) => options)),
    scope: union(schemes.map(({ scopes }) => scopes)),
    phase: union(schemes.map(({ phases }) => phases)),
    indicator: [...regulation.indicators.keys()],
    ageBand: regulation.ageBands.map(({ label }) => label),
  };
  return ({ name, kind }) => {
    const list = lists[kind];
    if (list !== undefined) return oneOf(name, list);
    const check = CHECKS[kind];
    if (check !== undefined) return check(name);
    switch (kind) {
      case 'quarter':
        return when(
          name,
          'QUARTER',
          (f) => parseQuarter(f) === undefined,
          "n'est pas un trimestre ; écrivez 2021-Q1 à 2021-Q4",
        );
      case 'year':
        return when(name, 'NUMBER', (f) => !/^\d{4}$/.test(f), "n'est pas une année ; écrivez-la en quatre chiffres");
      case 'digits':
        return when(
          name,
          'CODE',
          (f) => !/^\d+$/.test(f),
          "n'est pas un code PRS_NAT ; il s'écrit en chiffres, par exemple 1110",
        );
      case 'rpps':
        return when(name, 'RPPS', (f) => !/^\d{11}$/.test(f), "n'est pas un numéro RPPS ; il a 11 chiffres");
      case 'finess':
        return when(
          name,
          'FINESS',
          (f) => !isFiness(f),
          "n'est pas un numéro FINESS ; il a 9 caractères, dont le dernier est une clé de contrôle qui doit être juste",
        );
      case 'commune':
        return when(
          name,
          'CODE',
          (f) => !isCommune(f),
          "n'est pas un code INSEE de commune ; il a cinq chiffres, ou 2A ou 2B et trois chiffres",
        );
      default:
        return () => undefined;
    }
  };
}

/** A scope names its professions: `GP+NURSE`. */
function professionsOf({ treatingProfession, scopes }: Scheme): readonly string[] {
  return [treatingProfession, ...scopes.flatMap((scope) => scope.split('+'))];
}

function when(column: string, code: FaultCode, isWrong: (field: string) => boolean, wrong: string): FieldCheck {
  return (field) => (isWrong(field) ? fault(code, column, field, wrong) : undefined);
}

function oneOf(column: string, list: readonly string[]): FieldCheck {
  const set = new Set(list);
  return when(
    column,
    'CODE',
    (field) => !set.has(field),
    `n'est pas une valeur possible ; choisissez parmi ${list.join(', ')}`,
  );
}

/** Days repeat from row to row: each distinct text is read once. */
const goodDays = new Set<string>();
const MAX_GOOD_DAYS = 50_000;

function dayCheck(column: string): FieldCheck {
  return (field) => {
    if (goodDays.has(field)) return undefined;
    if (parseDay(field) === undefined)
      return fault(
        'DATE',
        column,
        field,
        "n'est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05",
      );
    if (goodDays.size < MAX_GOOD_DAYS) goodDays.add(field);
    return undefined;
  };
}

function isBeyond(field: string): boolean {
  return field.length > 15 && BigInt(field) ** 2n > BigInt(MAX_NUMBER) ** 2n;
}

function wholeNumber(column: string): FieldCheck {
  return (field) => {
    if (!/^-?\d+$/.test(field))
      return fault(
        'NUMBER',
        column,
        field,
        "n'est pas un nombre entier ; écrivez des chiffres seuls (montants en centimes), sans espace ni virgule",
      );
    return isBeyond(field) ? fault('NUMBER', column, field, 'dépasse le plus grand nombre accepté, 2^53') : undefined;
  };
}

function percent(column: string): FieldCheck {
  return (field) => {
    if (!/^-?\d+(?:\.\d{1,4})?$/.test(field) || isBeyond(field.split('.')[0] ?? ''))
      return fault(
        'NUMBER',
        column,
        field,
        "n'est pas un pourcentage ; écrivez des chiffres, au plus quatre décimales après un point, par exemple 62.5",
      );
    const value = Number(field);
    return value < 0 || value > 100 ? fault('RANGE', column, field, 'doit être entre 0 et 100') : undefined;
  };
}

function identifier(column: string): FieldCheck {
  return (field) =>
    field.length > MAX_IDENTIFIER && codePointCount(field) > MAX_IDENTIFIER
      ? fault('IDENTIFIER', column, field, `a plus de ${MAX_IDENTIFIER} caractères ; raccourcissez-le`)
      : undefined;
}

function teamId(column: string): FieldCheck {
  const length = identifier(column);
  return (field) =>
    length(field) ??
    (isTeamName(field)
      ? undefined
      : fault('IDENTIFIER', column, field, `ne peut pas nommer une équipe : ${TEAM_NAME}`));
}

function patientId(column: string): FieldCheck {
  const length = identifier(column);
  return (field) =>
    looksLikeSocialSecurityNumber(field)
      ? fault(
          'IDENTIFIER',
          column,
          field,
          "a la forme d'un numéro de sécurité sociale ; remplacez-le par le pseudonyme du patient",
        )
      : length(field);
}
