/** A calculated statement: its pin, its digest, and its JSON. */
import { hash } from 'node:crypto';
import type { ActClass, FeeReason } from '#libs/acts/act-ledger.ts';
import type { Day } from '#libs/kernel/day.ts';
import {
  type Field,
  cents,
  day,
  json,
  list,
  nullable,
  oneOf,
  optional,
  record,
  text,
  whole,
} from '#libs/kernel/field.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import type { Status } from '#libs/regulation/regulation.ts';
import type { Json } from '#libs/regulation/values.ts';
import type {
  Flag,
  Instalment,
  ActLedgerLine,
  Line,
  LineName,
  Rate,
  RateName,
  Statement,
  UsedParameter,
} from '#libs/statements/rules/statement.ts';

/** The inputs of a calculation. The same pin gives the same amounts. */
export interface Pin {
  readonly knownOn: Day;
  readonly position: number;
  readonly regulationVersion: string;
  readonly regulationFingerprint: string;
  readonly rulesVersion: string;
  /** Digest of the sources of that version (rules/digests.ts). The first logs do not contain it. */
  readonly rulesDigest?: string;
}

/** The calculation of one team and period. `statement` is null when the team is no longer in the experiment. */
export interface CalculatedStatement {
  readonly team: string;
  readonly period: string;
  readonly pin: Pin;
  /** Covers everything except the position and the sources, so that the same amounts under the same rules are recorded once. */
  readonly digest: string;
  readonly statement: Statement | null;
}

/** The key of a statement. */
export interface TeamPeriod {
  readonly team: string;
  readonly period: string;
}

export function statementStream({ team, period }: TeamPeriod): string {
  return `statement-${team}-${period}`;
}

const STREAM = new RegExp(`^statement-(.*)-(${PERIOD_PATTERN})$`, 's');

/** Whether a stream belongs to a statement: an event of another kind of stream cannot be folded. */
export function isStatementStream(stream: string): boolean {
  return STREAM.test(stream);
}

/** The team and period of a stream of a statement. Throws RangeError on another stream. */
export function teamPeriodOf(stream: string): TeamPeriod {
  const [, team, period] = STREAM.exec(stream) ?? [];
  if (team === undefined || period === undefined) throw new RangeError(`${stream} is not the stream of a statement`);
  return { team, period };
}

export function statementKey(team: string, period: string): string {
  return `${period}/${team}`;
}

/** A field with the words of a union. The compiler rejects a missing word. */
function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): Field<Word> {
  return oneOf(...(Object.keys(words) as Word[]));
}

const LINE_NAME = wordsOf<LineName>({
  CAPITATION: true,
  FIDELISATION: true,
  LOCAL: true,
  QUALITY: true,
  CAP: true,
  FEE_FOR_SERVICE_OFFSET: true,
  FLOOR: true,
  STARTUP_CREDIT: true,
  DOUBLE_PAYMENT: true,
  ECART: true,
  EVOLUTION: true,
  QUALITY_MODULATION: true,
});

const FLAG = wordsOf<Flag>({
  CAP_REFERENCE_MISSING: true,
  ELIGIBILITY_PATIENTS: true,
  ELIGIBILITY_PROFESSIONALS: true,
  NATIONAL_SPENDING_MISSING: true,
  NO_FIDELISATION_DATA: true,
  POVERTY_RATE_MISSING: true,
  PREVIOUS_YEAR_MISSING: true,
  PROJECTION: true,
  QUALITY_MISSING: true,
  QUALITY_PROVISIONAL: true,
  SCHEME_ENDED: true,
  SPENDING_MISSING: true,
});

const RATE_NAME = wordsOf<RateName>({
  FIDELISATION_RATE: true,
  LOCAL_FACTOR: true,
  POVERTY_RATE: true,
  QUALITY_SCORE: true,
  QUALITY_RATE: true,
  CAP_RATE: true,
  CAP_REFERENCE_CENTS: true,
  PAYMENT_CAP_RATE: true,
  PAYMENT_CAP_CENTS: true,
  OBSERVED_CENTS: true,
  EXPECTED_CENTS: true,
  PREVIOUS_OBSERVED_CENTS: true,
  PREVIOUS_EXPECTED_CENTS: true,
  LEVEL_GAIN_CENTS: true,
  EVOLUTION_GAIN_CENTS: true,
});

const ACT_CLASS = wordsOf<ActClass>({
  SUBSTITUTED: true,
  LEAKAGE: true,
  FEE_FOR_SERVICE: true,
  INFORMATION_ONLY: true,
});

const FEE_REASON = wordsOf<FeeReason | ''>({
  TEAM_NOT_IN_FORFAIT: true,
  PATIENT_NOT_LISTED: true,
  PATIENT_OUTSIDE_OPTION: true,
  PROFESSION_OUT_OF_SCOPE: true,
  OUT_OF_SCOPE_ACT: true,
  '': true,
});

const STATUS = wordsOf<Status>({ exact: true, reconstructed: true, assumed: true, override: true });

export const PIN = record<Pin>({
  knownOn: day,
  position: whole,
  regulationVersion: text,
  regulationFingerprint: text,
  rulesVersion: text,
  rulesDigest: optional(text),
});

export const LINE = record<Line>({ line: LINE_NAME, amountCents: cents });

const PARAMETER = record<UsedParameter>({ parameter: text, status: STATUS, value: json as Field<Json>, from: day });

/** The first logs repeat the source of a parameter, which the regulation contains. It is ignored. */
const PARAMETER_OF_ANY_LOG: Field<UsedParameter> = {
  ...PARAMETER,
  read: (found) => {
    const { reference: _, ...parameter } = found as { readonly reference?: unknown };
    return PARAMETER.read(parameter);
  },
};

const PARAMETERS = list(PARAMETER_OF_ANY_LOG);

const LEDGER = list(
  record<ActLedgerLine>({ class: ACT_CLASS, reason: FEE_REASON, acts: whole, baseCents: cents, paidCents: cents }),
);

/** The fields of a statement before its parameters. */
const FIRST_FIELDS = {
  team: text,
  teamName: text,
  period: text,
  scheme: text,
  text,
  phase: text,
  patients: whole,
  flags: list(FLAG),
  lines: list(LINE),
  totalCents: cents,
  instalments: list(
    record<Instalment>({ dueOn: day, kind: oneOf('INSTALMENT', 'STARTUP_CREDIT'), amountCents: cents }),
  ),
  rates: list(record<Rate>({ name: RATE_NAME, value: text })),
};

const FIRST = record<Omit<Statement, 'parameters' | 'ledger'>>(FIRST_FIELDS);

const STATEMENT = record<Statement>({ ...FIRST_FIELDS, parameters: PARAMETERS, ledger: LEDGER });

export const CALCULATED_STATEMENT = record<CalculatedStatement>({
  team: text,
  period: text,
  pin: PIN,
  digest: text,
  statement: nullable(STATEMENT),
});

export function calculated(team: string, period: string, pin: Pin, statement: Statement | null): CalculatedStatement {
  const digest = hash(
    'sha256',
    `[${JSON.stringify(team)},${JSON.stringify(period)},${digestedPin(pin)}]\n${textOf(statement)}`,
    'hex',
  );
  return { team, period, pin, statement, digest };
}

/** A pin as JSON: its day as text. */
export type WrittenPin = Omit<Pin, 'knownOn'> & { readonly knownOn: string };

/** All statements of a calculation have the same pin: its text is written once. */
const pinText = memoisedOf((pin: Pin) => JSON.stringify(PIN.write(pin)));

/** The pin without the parts that a digest does not cover. */
const digestedPin = memoisedOf((pin: Pin) => {
  const { position: _, rulesDigest: __, ...same } = PIN.write(pin) as WrittenPin;
  return JSON.stringify(same);
});

/** The JSON of a calculation, as `CALCULATED_STATEMENT` writes it. */
export function statementText({ team, period, pin, digest, statement }: CalculatedStatement): string {
  return `{"team":${JSON.stringify(team)},"period":${JSON.stringify(period)},"pin":${pinText(pin)},"digest":${JSON.stringify(digest)},"statement":${textOf(statement)}}`;
}

/** The figures of a statement as its event has them: two that are equal have the same text, however they were made. */
export function writtenFigures(statement: Statement): Readonly<Record<keyof Statement, unknown>> {
  return STATEMENT.write(statement) as Readonly<Record<keyof Statement, unknown>>;
}

/** Statements of a scheme that begin on the same day share this list, which is most of their text, so it is serialised once. */
const textOfParameters = memoisedOf((parameters: Statement['parameters']) =>
  JSON.stringify(PARAMETERS.write(parameters)),
);

/** Digest and event use the same text, so it is serialised once. */
const textOfStatement = memoisedOf(({ parameters, ledger, ...first }: Statement) => {
  const [beginning, lines] = [JSON.stringify(FIRST.write(first)), JSON.stringify(LEDGER.write(ledger))];
  return `${beginning.slice(0, -1)},"parameters":${textOfParameters(parameters)},"ledger":${lines}}`;
});

function textOf(statement: Statement | null): string {
  return statement === null ? 'null' : textOfStatement(statement);
}

/** Throws RangeError if the JSON is not a calculation. */
export function parseStatement(data: string): CalculatedStatement {
  return CALCULATED_STATEMENT.read(JSON.parse(data));
}
