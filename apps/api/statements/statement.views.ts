/** Statements in answers: amounts in cents as text, days as YYYY-MM-DD. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';
import type { StatementSums } from '#libs/statements/queries/sum-statements.ts';
import type { ActLedgerLine, Statement } from '#libs/statements/rules/statement.ts';
import { type Columns, ListOf, dayColumn, figureColumn } from '#apps/api/http/listing.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

export const STAGES = [
  'NONE',
  'CALCULATED',
  'SUBMITTED',
  'APPROVED',
  'REGULARISATION_DRAFTED',
  'REGULARISATION_SUBMITTED',
] as const satisfies readonly Stage[];

class LineView {
  @ApiProperty({ description: 'Rang, à partir de 1.', example: 1 }) position!: number;
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '760053' }) amountCents!: string;
}

class InstalmentView {
  @ApiProperty({ description: 'Rang, à partir de 1.', example: 1 }) number!: number;
  @ApiProperty({ example: '2021-02-15' }) dueOn!: string;
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'INSTALMENT' }) kind!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
}

class ParameterView {
  @ApiProperty({ example: 'cap_rate' }) parameter!: string;
  @ApiProperty({ enum: ['exact', 'reconstructed', 'assumed', 'override'], example: 'exact' }) status!: string;
  @ApiProperty({
    description: 'Comme écrite dans la réglementation : texte, nombre, liste ou objet.',
    example: '1.05',
    ...ANY_VALUE,
  })
  value!: unknown;
  @ApiProperty({ description: 'En vigueur depuis.', example: '2019-07-01' }) from!: string;
}

class LedgerLineView {
  @ApiProperty({ enum: ['SUBSTITUTED', 'LEAKAGE', 'FEE_FOR_SERVICE', 'INFORMATION_ONLY'], example: 'SUBSTITUTED' })
  class!: string;
  @ApiProperty({ description: 'Motif du paiement à l’acte ; vide ailleurs.', example: '' }) reason!: string;
  @ApiProperty({ example: 1840 }) acts!: number;
  @ApiProperty({ description: 'Centimes.', example: '4600000' }) baseCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '3220000' }) paidCents!: string;
}

class RateView {
  @ApiProperty({ example: 'FIDELISATION_RATE' }) name!: string;
  @ApiProperty({ description: 'Fraction exacte.', example: '41/47' }) value!: string;
}

class StatementLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '760053' }) amountCents!: string;
}

class StatementInstalmentView {
  @ApiProperty({ example: '2021-02-15' }) dueOn!: string;
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'INSTALMENT' }) kind!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
}

export class PinView {
  @ApiProperty({ description: 'Jour de connaissance.', example: '2026-09-30' }) knownOn!: string;
  @ApiProperty({ description: 'Dernier événement vu.', example: 178822 }) position!: number;
  @ApiProperty({ example: '2024-1' }) regulationVersion!: string;
  @ApiProperty({ description: 'SHA-256 de la réglementation.', example: '5e884898da28…' })
  regulationFingerprint!: string;
  @ApiProperty({ example: '2' }) rulesVersion!: string;
  @ApiPropertyOptional({
    description: 'SHA-256 des sources des règles ; absent des premiers journaux.',
    example: '336d8d703bc4…',
  })
  rulesDigest?: string;
}

export class StatementView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) teamName!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ description: 'Texte en vigueur le premier jour.', example: 'PEPS-2019' }) text!: string;
  @ApiProperty({ example: 'FORFAIT' }) phase!: string;
  @ApiProperty({ example: 5123 }) patients!: number;
  @ApiProperty({ type: [String], example: ['QUALITY_MISSING'] }) flags!: string[];
  @ApiProperty({ type: [StatementLineView] }) lines!: StatementLineView[];
  @ApiProperty({ description: 'Centimes.', example: '760053' }) totalCents!: string;
  @ApiProperty({ type: [StatementInstalmentView] }) instalments!: StatementInstalmentView[];
  @ApiProperty({ type: [RateView] }) rates!: RateView[];
  @ApiProperty({ type: [ParameterView] }) parameters!: ParameterView[];
  @ApiProperty({ type: [LedgerLineView] }) ledger!: LedgerLineView[];
}

export class CalculatedStatementView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ type: PinView }) pin!: PinView;
  @ApiProperty({ description: 'Le même calcul a le même.', example: 'a1b2c3…' }) digest!: string;
  @ApiProperty({
    description: 'null : l’équipe n’est plus dans l’expérimentation.',
    type: StatementView,
    nullable: true,
  })
  statement!: StatementView | null;
}

class ListedStatementView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({
    description: 'Nom de l’équipe ; null si elle n’est plus dans l’expérimentation.',
    type: String,
    nullable: true,
    example: 'Maison de santé des Tilleuls',
  })
  teamName!: string | null;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'false : l’équipe n’est plus dans l’expérimentation.', example: true }) due!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS-2019' }) text!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'FORFAIT' }) phase!: string | null;
  @ApiProperty({ example: '2026-09-30' }) knownOn!: string;
  @ApiProperty({ type: Number, nullable: true, example: 5123 }) patients!: number | null;
  @ApiProperty({ description: 'Centimes.', type: String, nullable: true, example: '760053' }) totalCents!:
    | string
    | null;
  @ApiProperty({
    description: 'Somme de ce qui est décidé, en centimes ; null si rien ne l’est.',
    type: String,
    nullable: true,
    example: '760053',
  })
  decidedCents!: string | null;
  @ApiProperty({ type: [String], example: ['QUALITY_MISSING'] }) flags!: readonly string[];
  @ApiProperty({ description: 'Où il en est maintenant.', enum: STAGES, example: 'APPROVED' }) stage!: Stage;
}

export class StatementsPage extends ListOf {
  @ApiProperty({ type: [ListedStatementView] }) items!: ListedStatementView[];
}

export function listedStatement(of: ListedStatement): ListedStatementView {
  const { team, teamName, period, due, scheme, text, phase, knownOn, patients, totalCents, flags, stage } = of;
  const decidedCents = of.decidedCents === undefined ? null : String(of.decidedCents);
  const calculated = { due, scheme, text, phase, knownOn, patients, totalCents };
  return { team, teamName, period, ...calculated, decidedCents, flags, stage };
}

export const STATEMENT_COLUMNS: Columns<ListedStatementView> = {
  team_id: ({ team }) => team,
  period: ({ period }) => period,
  scheme: ({ scheme }) => scheme,
  text: ({ text }) => text,
  phase: ({ phase }) => phase,
  known_on: dayColumn(({ knownOn }) => knownOn),
  patients: ({ patients }) => patients,
  total_cents: ({ totalCents }) => totalCents,
  flags: ({ flags }) => flags.join(' '),
  stage: ({ stage }) => stage,
  team_name: ({ teamName }) => teamName,
  decided_cents: ({ decidedCents }) => decidedCents,
};

class StatementSumsView {
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({
    description: 'null : des équipes qui ne sont plus dans l’expérimentation.',
    type: String,
    nullable: true,
    example: 'PEPS',
  })
  scheme!: string | null;
  @ApiProperty({ enum: STAGES, example: 'APPROVED' }) stage!: Stage;
  @ApiProperty({ description: 'Nombre de décomptes.', example: 53 }) statements!: number;
  @ApiProperty({ description: 'Des derniers calculs, en centimes.', example: '760053' }) totalCents!: string;
  @ApiProperty({ description: 'De ce qui est décidé, en centimes.', example: '760053' }) decidedCents!: string;
}

export class StatementSumsPage extends ListOf {
  @ApiProperty({ type: [StatementSumsView] }) items!: StatementSumsView[];
}

export function statementSums({ totalCents, decidedCents, ...of }: StatementSums): StatementSumsView {
  return { ...of, totalCents: String(totalCents), decidedCents: String(decidedCents) };
}

export const STATEMENT_SUMS_COLUMNS: Columns<StatementSumsView> = {
  period: ({ period }) => period,
  scheme: ({ scheme }) => scheme,
  stage: ({ stage }) => stage,
  statements: ({ statements }) => statements,
  total_cents: ({ totalCents }) => totalCents,
  decided_cents: ({ decidedCents }) => decidedCents,
};

/** A list inside a statement: its items in order, and its CSV columns. */
export interface StatementPart<Item> {
  readonly of: (statement: Statement) => readonly Item[];
  readonly columns: Columns<Item>;
}

export const LINES_PART: StatementPart<LineView> = {
  of: ({ lines }) =>
    lines.map(({ line, amountCents }, i) => ({ position: i + 1, line, amountCents: String(amountCents) })),
  columns: {
    position: ({ position }) => position,
    line: ({ line }) => line,
    amount_cents: ({ amountCents }) => amountCents,
  },
};

export const INSTALMENTS_PART: StatementPart<InstalmentView> = {
  of: ({ instalments }) =>
    instalments.map(({ dueOn, kind, amountCents }, i) => ({
      number: i + 1,
      dueOn: dayText(dueOn),
      kind,
      amountCents: String(amountCents),
    })),
  columns: {
    number: ({ number }) => number,
    due_on: dayColumn(({ dueOn }) => dueOn),
    kind: ({ kind }) => kind,
    amount_cents: ({ amountCents }) => amountCents,
  },
};

export const PARAMETERS_PART: StatementPart<ParameterView> = {
  of: ({ parameters }) =>
    parameters.map(({ parameter, status, value, from }) => ({ parameter, status, value, from: dayText(from) })),
  columns: {
    parameter: ({ parameter }) => parameter,
    status: ({ status }) => status,
    value: figureColumn(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))),
    from: dayColumn(({ from }) => from),
  },
};

export const ACT_LEDGER_PART: StatementPart<LedgerLineView> = {
  of: ({ ledger }) => ledger.map(ledgerLine),
  columns: {
    class: (line) => line.class,
    reason: ({ reason }) => reason,
    acts: ({ acts }) => acts,
    base_cents: ({ baseCents }) => baseCents,
    paid_cents: ({ paidCents }) => paidCents,
  },
};

function ledgerLine({ class: actClass, reason, acts, baseCents, paidCents }: ActLedgerLine): LedgerLineView {
  return { class: actClass, reason, acts, baseCents: String(baseCents), paidCents: String(paidCents) };
}

export class LinesPage extends ListOf {
  @ApiProperty({ type: [LineView] }) items!: LineView[];
}
export class InstalmentsPage extends ListOf {
  @ApiProperty({ type: [InstalmentView] }) items!: InstalmentView[];
}
export class ParametersPage extends ListOf {
  @ApiProperty({ type: [ParameterView] }) items!: ParameterView[];
}
export class LedgerPage extends ListOf {
  @ApiProperty({ type: [LedgerLineView] }) items!: LedgerLineView[];
}
