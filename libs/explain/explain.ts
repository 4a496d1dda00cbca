/**
 * Explains a statement: calculates it again from the log at its pin, compares the result with the record, and takes each line apart down to
 * the events.
 */
import { setImmediate } from 'node:timers/promises';
import { firstDayOfPeriod, periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Basis } from '#libs/explain/basis.ts';
import { Evidence } from '#libs/explain/evidence.ts';
import { type Fact, factsAt } from '#libs/explain/events.ts';
import { quarterLines } from '#libs/explain/forfait.ts';
import { yearLines } from '#libs/explain/gains.ts';
import { type GatheredFacts, gather } from '#libs/explain/gather.ts';
import { type Part, everyPart } from '#libs/explain/part.ts';
import { refused } from '#libs/explain/refusals.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type LegalText, type Regulation, textOn } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { RULES, rulesOfVersion } from '#libs/statements/rules/versions.ts';
import type { LineName, Statement } from '#libs/statements/rules/statement.ts';
import { type SourcedParameter, usedParameters } from '#libs/statements/rules/used-parameters.ts';
import { type CalculatedStatement, type Pin, calculated } from '#libs/statements/calculated-statement.ts';

interface ExplainedLine {
  readonly line: LineName;
  readonly amountCents: bigint;
  readonly part: Part;
}

export interface StatementExplanation {
  readonly statement: Statement;
  readonly pin: Pin;
  /** The text in force on the first day of the period. */
  readonly text: LegalText;
  /** Positions of the row and the phase of the team that hold for the period. */
  readonly teamFacts: readonly number[];
  readonly lines: readonly ExplainedLine[];
  /** The parameters that some shown part names. */
  readonly parameters: ReadonlyMap<string, SourcedParameter>;
  /** The facts that some shown part names, keyed by position. */
  readonly facts: ReadonlyMap<number, Fact>;
}

/** Each line taken apart, before the events that its parts name are read. */
export interface ExplainedStatement extends Pick<
  StatementExplanation,
  'statement' | 'pin' | 'lines' | 'teamFacts' | 'text'
> {
  /** All parameters of the scheme, by name, with their values on the first day of the period. */
  readonly schemeParameters: readonly SourcedParameter[];
}

interface ExplanationAsked {
  /** All lines if undefined. */
  readonly line?: string | undefined;
  /** The patients and acts shown under one figure (`cutParts`): the facts of the others are not read. All by default. */
  readonly most?: number | undefined;
  readonly onProgress?: Progress | undefined;
}

/** Throws the refusals of ExplainRefusal. */
export async function explain(
  stores: QueryStores,
  recorded: CalculatedStatement,
  regulation: Regulation,
  { line, most, onProgress }: ExplanationAsked = {},
): Promise<StatementExplanation> {
  return withSources(stores, await explainLines(stores, recorded, regulation, line, onProgress), most);
}

/** The parts of one line, or of all. Throws the refusals of ExplainRefusal. */
export async function explainLines(
  stores: QueryStores,
  recorded: CalculatedStatement,
  regulation: Regulation,
  line?: string,
  onProgress?: Progress,
): Promise<ExplainedStatement> {
  const { statement, pin } = checked(recorded, line);
  const { gathered, ...basis } = await inputs(stores, recorded, regulation, onProgress);
  const { team, frame, evidence } = basis;
  const period = periodFromText(statement.period);
  const again = statementOf(team, period, gathered.sums, frame);
  if (calculated(recorded.team, recorded.period, pin, again ?? null).digest !== recorded.digest)
    throw refused('STATEMENT_NOT_REPRODUCED', { team: recorded.team, period: recorded.period });
  const only = (name: LineName): boolean => line === undefined || name === line;
  const asked = { ...basis, statement, gathered };
  await setImmediate();
  const parts =
    period.kind === 'YEAR'
      ? yearLines({ ...asked, year: period.year }, only)
      : quarterLines({ ...asked, quarter: period.quarter }, only);
  const lines = statement.lines
    .filter((one) => only(one.line))
    .map((one, i) => ({ ...one, part: partOf(parts, i, one.amountCents) }));
  const first = firstDayOfPeriod(period);
  return {
    statement,
    pin,
    lines,
    teamFacts: evidence.ofTeam(team.id, first),
    text: textOn(team.scheme, first),
    schemeParameters: usedParameters(team.scheme, first),
  };
}

function checked({ team, period, statement, pin }: CalculatedStatement, line: string | undefined) {
  if (statement === null) throw refused('STATEMENT_NO_LONGER_DUE', { team, period });
  const lines = statement.lines.map((one) => one.line);
  if (line !== undefined && !(lines as readonly string[]).includes(line))
    throw refused('LINE_NOT_IN_STATEMENT', { team, period, line, lines });
  return { statement, pin };
}

async function inputs(
  stores: QueryStores,
  { team: id, period: text, pin }: CalculatedStatement,
  regulation: Regulation,
  onProgress: Progress | undefined,
): Promise<Basis & { readonly gathered: GatheredFacts }> {
  const documents = await rosterDocuments(await stores.projections.documents(ROSTERS));
  const period = periodFromText(text);
  const known = { day: pin.knownOn, position: pin.position };
  const rules = rulesOfVersion(pin.rulesVersion);
  if (rules === undefined)
    throw refused('RULES_VERSION_DIFFERS', {
      team: id,
      period: text,
      calculatedBy: pin.rulesVersion,
      known: RULES.map(({ version }) => version),
    });
  const { to: last } = quartersOf(period);
  const whole = frameOf(documents, known, regulation, { from: last, to: last }, rules);
  // Restricted to the period: a quarter needs no years, and a year needs no quarters.
  const frame: Frame =
    period.kind === 'YEAR' ? { ...whole, quarters: { from: last, to: last - 1 } } : { ...whole, years: [] };
  const team = frame.teams.byId.get(id);
  if (team === undefined) throw refused('TEAM_NOT_KNOWN_AT_CALCULATION', { team: id });
  const basis = { team, frame, evidence: new Evidence(documents, frame) };
  // Yields, because the frame of thousands of teams or the explanation of thousands of patients must not delay requests.
  await setImmediate();
  return { ...basis, gathered: await gather(stores, documents.merges, basis, onProgress) };
}

/** Throws RangeError if the explanation of a line does not give its amount, to the cent. */
function partOf(parts: readonly Part[], index: number, amountCents: bigint): Part {
  const found = parts[index];
  const exact = found?.figure?.exact;
  if (found === undefined || exact?.denominator !== 1n || exact.numerator !== amountCents)
    throw new RangeError(`the explanation of line ${index + 1} is not of its amount`);
  return found;
}

async function withSources(
  { log }: QueryStores,
  { schemeParameters, ...explained }: ExplainedStatement,
  most: number | undefined,
): Promise<StatementExplanation> {
  const positions = new Set(explained.teamFacts);
  const names = new Set<string>();
  for (const { part } of explained.lines)
    for (const { facts, parameters } of everyPart(part, most)) {
      for (const position of facts) positions.add(position);
      for (const name of parameters) names.add(name);
    }
  const used = schemeParameters.filter(({ parameter }) => names.has(parameter));
  const parameters = new Map(used.map((one) => [one.parameter, one]));
  return { ...explained, parameters, facts: await factsAt(log, positions) };
}
