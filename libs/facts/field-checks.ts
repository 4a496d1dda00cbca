/** Checks of single fields, one for each kind of column. Source: facts, "Files" and "What a bad row gets". */
import { parseDay, parseQuarter } from '#libs/kernel/day.ts';
import { isDigit, isDigits } from '#libs/kernel/digits.ts';
import { codePointCount, hasUnseen } from '#libs/kernel/text.ts';
import type { Column, ColumnKind } from '#libs/facts/column.ts';
import { type Fault, type PlainReason, fault } from '#libs/facts/fault.ts';
import { dayOfNumber, isDayNumber, isRounded, isShortDay } from '#libs/facts/spreadsheet-fields.ts';
import { hasBlankAround, isCommune, isFiness, isTeamName } from '#libs/facts/identifiers.ts';
import {
  holdsKeyedNumber,
  holdsSocialSecurityNumber,
  looksLikeSocialSecurityNumber,
} from '#libs/kernel/social-security-number.ts';
import type { Regulation, Scheme } from '#libs/regulation/regulation.ts';

/** The fault of a field, or undefined. The field is not empty. */
type FieldCheck = (field: string) => Fault | undefined;

type CheckOf = (column: string) => FieldCheck;

const MAX_IDENTIFIER = 64;
const RPPS_DIGITS = 11;
/** The fewest digits of a social security number. */
const NUMBER_DIGITS = 13;
/** Professions in addition to those that the schemes name. */
const OTHER_PROFESSIONS = ['GP', 'NURSE', 'OTHER'];
const MAX_NUMBER = 2n ** 53n;
/** A number with more digits may exceed 2^53. */
const SAFE_DIGITS = 15;

/** Checks of every kind of column; made once per import, as some lists come from the regulation. */
export function fieldChecks(regulation: Regulation): (column: Column) => FieldCheck {
  const schemes = [...regulation.schemes.values()];
  const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
  const checks: Readonly<Record<ColumnKind, CheckOf>> = {
    text: holdsNoNumber,
    qualifier,
    identifier: identifierAlone,
    act: actId,
    reversedAct,
    team: teamId,
    patient: patientId,
    day,
    quarter: when('NOT_A_QUARTER', (field) => parseQuarter(field) === undefined),
    year: when('NOT_A_YEAR', (field) => field.length !== 4 || !isDigits(field)),
    cents: wholeNumber,
    integer: wholeNumber,
    percent,
    digits: when('NOT_AN_ACT_CODE', (field) => !isDigits(field)),
    rpps: (column) => (field) => {
      if (field.length === RPPS_DIGITS && isDigits(field)) return undefined;
      return fault(isRounded(field) ? 'ROUNDED_RPPS' : 'NOT_AN_RPPS', {}, { column, field });
    },
    finess: withZero(isFiness, ['FINESS_WITHOUT_ZERO', 'NOT_A_FINESS']),
    commune: withZero(isCommune, ['COMMUNE_WITHOUT_ZERO', 'NOT_A_COMMUNE']),
    flag: oneOf(['0', '1']),
    profession: oneOf(union([OTHER_PROFESSIONS, schemes.flatMap(professionsOf)])),
    sex: oneOf(['F', 'M']),
    coverageKind: oneOf(['ALD', 'C2S']),
    structure: oneOf(['MSP', 'CDS', 'CPTS', 'OTHER']),
    scheme: oneOf(schemes.map(({ name }) => name)),
    option: oneOf(union(schemes.map(({ options }) => options))),
    scope: oneOf(union(schemes.map(({ scopes }) => scopes))),
    phase: oneOf(union(schemes.map(({ phases }) => phases))),
    indicator: oneOf([...regulation.indicators.keys()]),
    ageBand: oneOf(regulation.ageBands.map(({ label }) => label)),
  };
  return ({ name, kind }) => checks[kind](name);
}

/** A scope names its professions: `GP+NURSE`. */
function professionsOf({ treatingProfession, scopes }: Scheme): readonly string[] {
  return [treatingProfession, ...scopes.flatMap((scope) => scope.split('+'))];
}

function when(reason: PlainReason, isWrong: (field: string) => boolean): CheckOf {
  return (column) => (field) => (isWrong(field) ? fault(reason, {}, { column, field }) : undefined);
}

/** `reasons`: for a field that would be right with a leading zero, and for any other wrong field. */
function withZero(isRight: (field: string) => boolean, [zero, wrong]: readonly [PlainReason, PlainReason]): CheckOf {
  return (column) => (field) => {
    if (isRight(field)) return undefined;
    return fault(isRight(`0${field}`) ? zero : wrong, {}, { column, field });
  };
}

function oneOf(list: readonly string[]): CheckOf {
  const set = new Set(list);
  return (column) => (field) => (set.has(field) ? undefined : fault('NOT_ONE_OF', { list }, { column, field }));
}

function day(column: string): FieldCheck {
  return (field) => (parseDay(field) === undefined ? notADay(column, field) : undefined);
}

function notADay(column: string, field: string): Fault {
  const at = { column, field };
  if (isDayNumber(field)) return fault('DAY_AS_NUMBER', { day: dayOfNumber(field) }, at);
  return fault(isShortDay(field) ? 'SHORT_YEAR' : 'NOT_A_DAY', {}, at);
}

function isTooGreat(field: string): boolean {
  return field.length > SAFE_DIGITS && BigInt(field) ** 2n > MAX_NUMBER ** 2n;
}

function wholeNumber(column: string): FieldCheck {
  return (field) => {
    if (!isDigits(field, field.startsWith('-') ? 1 : 0))
      return fault(isRounded(field) ? 'ROUNDED_NUMBER' : 'NOT_A_WHOLE_NUMBER', {}, { column, field });
    return isTooGreat(field) ? fault('TOO_GREAT_A_NUMBER', {}, { column, field }) : undefined;
  };
}

function percent(column: string): FieldCheck {
  return (field) => {
    if (!/^-?\d+(?:\.\d{1,4})?$/.test(field) || isTooGreat(field.split('.')[0] ?? ''))
      return fault('NOT_A_PERCENTAGE', {}, { column, field });
    const value = Number(field);
    return value < 0 || value > 100 ? fault('NOT_0_TO_100', {}, { column, field }) : undefined;
  };
}

const holdsNoNumber = when('SOCIAL_SECURITY_NUMBER', holdsSocialSecurityNumber);

/** A blank would hide a qualifier such as `71`, whose acts do not count. */
function qualifier(column: string): FieldCheck {
  const check = holdsNoNumber(column);
  return (field) => check(field) ?? blankAround(column, field);
}

function blankAround(column: string, field: string): Fault | undefined {
  return hasBlankAround(field) ? fault('BLANK_AROUND', {}, { column, field }) : undefined;
}

function identifierAlone(column: string): FieldCheck {
  const check = identifier(column);
  return (field) => check(field) ?? blankAround(column, field);
}

/** Checks any identifier, including one that was recorded with a blank before or after it. */
function identifier(column: string): FieldCheck {
  return (field) => {
    if (isRounded(field)) return fault('ROUNDED_IDENTIFIER', {}, { column, field });
    if (field.length > MAX_IDENTIFIER && codePointCount(field) > MAX_IDENTIFIER)
      return fault('TOO_LONG', { max: MAX_IDENTIFIER }, { column, field });
    if (isPlain(field)) return undefined;
    // A number with spaces was written by a person; a number without may be anything.
    if (holdsKeyedNumber(field) || (/\s/.test(field) && holdsSocialSecurityNumber(field)))
      return fault('SOCIAL_SECURITY_NUMBER', {}, { column, field });
    return hasUnseen(field) ? fault('UNSEEN_CHARACTER', {}, { column, field }) : undefined;
  };
}

/** A fast path for most identifiers: only letters, digits, `_`, `.` and `-`, and no possible social security number. */
function isPlain(field: string): boolean {
  let digits = 0;
  for (let i = 0; i < field.length; i++) {
    const code = field.charCodeAt(i);
    if (isDigit(code)) {
      if (++digits === NUMBER_DIGITS) return false;
      continue;
    }
    digits = 0;
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    if (!isLetter && code !== 0x2d && code !== 0x2e && code !== 0x5f) return false;
  }
  return true;
}

function isDigitsAlone(field: string): boolean {
  return field.length <= MAX_IDENTIFIER && isDigits(field);
}

/**
 * The insurer numbers its acts. One in about 170 numbers of 15 digits has by chance the shape and the key of a social security number, and
 * an act set aside for its number could never be corrected.
 */
function actId(column: string): FieldCheck {
  const check = identifierAlone(column);
  return (field) => (isDigitsAlone(field) ? undefined : check(field));
}

/** An act that was recorded with a blank can be cancelled: whether the reversed act exists is checked separately. */
function reversedAct(column: string): FieldCheck {
  const check = identifier(column);
  return (field) => (isDigitsAlone(field) ? undefined : check(field));
}

function teamId(column: string): FieldCheck {
  const length = identifier(column);
  return (field) => length(field) ?? (isTeamName(field) ? undefined : fault('NOT_A_TEAM_NAME', {}, { column, field }));
}

function patientId(column: string): FieldCheck {
  const length = identifierAlone(column);
  return (field) =>
    looksLikeSocialSecurityNumber(field) ? fault('SOCIAL_SECURITY_NUMBER', {}, { column, field }) : length(field);
}
