/** Simulations in answers: the total effect of each, the effect on each statement, and a comparison of two. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type SimulationEffect,
  type StatementEffect,
  totalsOf,
} from '#libs/statements/calculation/simulation-effect.ts';
import type { ComparedEffect } from '#libs/statements/queries/compare-simulations.ts';
import { cautionsOf } from '#libs/words/labels/scenarios.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';

class OverrideView {
  @ApiPropertyOptional({ description: 'Absente : toutes celles qui ont le paramètre.', example: 'PEPS' })
  scheme?: string;
  @ApiProperty({ example: 'cap_rate' }) parameter!: string;
  @ApiPropertyOptional({ description: 'Premier jour.', example: '2024-01-01' }) from?: string;
  @ApiPropertyOptional({ description: 'Dernier jour.', example: '2024-12-31' }) until?: string;
  @ApiProperty({
    description: 'Comme dans le fichier des paramètres.',
    nullable: true,
    example: '11/10',
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'object' }, { type: 'array', items: {} }],
  })
  value!: unknown;
}

class SimulationView {
  @ApiProperty({ example: 'presence-au-jour' }) simulation!: string;
  @ApiProperty({
    description: 'Ce qui a été lancé : plusieurs scénarios le sont ensemble.',
    example: 'presence-au-jour',
  })
  run!: string;
  @ApiProperty({ description: 'Le scénario ; null s’il est seul.', type: String, nullable: true, example: null })
  scenario!: string | null;
  @ApiProperty({ description: 'Qui l’a demandée.', example: 'Alice' }) requestedBy!: string;
  @ApiProperty({ example: '2026-11-26T08:30:00.000Z' }) requestedAt!: string;
  @ApiProperty({ example: '2023-Q1' }) from!: string;
  @ApiProperty({ example: '2023-Q2' }) to!: string;
  @ApiProperty({ example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({ description: 'Une seule équipe ; null : toutes.', type: String, nullable: true, example: null })
  team!: string | null;
  @ApiProperty({ description: 'Paramètres remplacés.', type: Object, example: { presence: 'DAYS' } })
  parameters!: object;
  @ApiProperty({
    description: 'Remplacements par expérimentation et par jour.',
    type: [OverrideView],
    example: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2024-01-01', value: '11/10' }],
  })
  overrides!: OverrideView[];
  @ApiProperty({ description: 'Ce qu’il faut savoir de l’effet avant d’y croire.', type: [String], example: [] })
  cautions!: string[];
  @ApiProperty({ description: 'La version qu’elle change.', example: '2026-12' }) regulationVersion!: string;
  @ApiProperty({ description: 'Décomptes calculés.', example: 120 }) statements!: number;
  @ApiProperty({ description: 'Décomptes qui changent.', example: 31 }) changed!: number;
  @ApiProperty({ description: 'Sous la réglementation en vigueur, en centimes.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Dans la simulation, en centimes.', example: '5582' }) afterCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

export class SimulationsPage extends ListOf {
  @ApiProperty({ type: [SimulationView] }) items!: SimulationView[];
}

export const SIMULATION_COLUMNS: Columns<SimulationView> = {
  simulation: ({ simulation }) => simulation,
  requested_by: ({ requestedBy }) => requestedBy,
  requested_at: ({ requestedAt }) => requestedAt,
  from: ({ from }) => from,
  to: ({ to }) => to,
  known_on: dayColumn(({ knownOn }) => knownOn),
  statements: ({ statements }) => statements,
  changed: ({ changed }) => changed,
  before_cents: ({ beforeCents }) => beforeCents,
  after_cents: ({ afterCents }) => afterCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

class StatementEffectView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Maison de santé des Tilleuls' }) teamName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Sous la réglementation en vigueur, en centimes.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Dans la simulation, en centimes.', example: '5582' }) afterCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

export class StatementEffectsPage extends ListOf {
  @ApiProperty({ type: [StatementEffectView] }) items!: StatementEffectView[];
}

export const EFFECT_COLUMNS: Columns<StatementEffectView> = {
  team_id: ({ team }) => team,
  team_name: ({ teamName }) => teamName,
  scheme: ({ scheme }) => scheme,
  period: ({ period }) => period,
  before_cents: ({ beforeCents }) => beforeCents,
  after_cents: ({ afterCents }) => afterCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

class ComparedEffectView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Maison de santé des Tilleuls' }) teamName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Dans la première, en centimes.', example: '7437' }) firstCents!: string;
  @ApiProperty({ description: 'Dans la seconde, en centimes.', example: '5582' }) secondCents!: string;
  @ApiProperty({ description: 'Seconde moins première, en centimes.', example: '-1855' }) differenceCents!: string;
}

export class ComparedEffectsPage extends ListOf {
  @ApiProperty({ type: [ComparedEffectView] }) items!: ComparedEffectView[];
}

export const COMPARED_COLUMNS: Columns<ComparedEffectView> = {
  team_id: ({ team }) => team,
  team_name: ({ teamName }) => teamName,
  scheme: ({ scheme }) => scheme,
  period: ({ period }) => period,
  first_cents: ({ firstCents }) => firstCents,
  second_cents: ({ secondCents }) => secondCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

export function comparedView({ firstCents, secondCents, ...of }: ComparedEffect): ComparedEffectView {
  const differenceCents = String(secondCents - firstCents);
  return { ...of, firstCents: String(firstCents), secondCents: String(secondCents), differenceCents };
}

export function simulationView({
  name,
  by,
  at,
  statements,
  profiles: _,
  overrides,
  ...asked
}: SimulationEffect): SimulationView {
  const { beforeCents, afterCents, ...counts } = totalsOf(statements);
  const amounts = effectCents({ beforeCents, afterCents });
  const cautions = [...cautionsOf({ parameters: asked.parameters, overrides }, asked.to)];
  const made = { simulation: name, requestedBy: by, requestedAt: at, overrides: [...overrides], cautions };
  return { ...made, ...asked, ...counts, ...amounts };
}

export function effectView({ beforeCents, afterCents, ...of }: StatementEffect): StatementEffectView {
  return { ...of, ...effectCents({ beforeCents, afterCents }) };
}

function effectCents({ beforeCents, afterCents }: Pick<StatementEffect, 'beforeCents' | 'afterCents'>) {
  return {
    beforeCents: String(beforeCents),
    afterCents: String(afterCents),
    differenceCents: String(afterCents - beforeCents),
  };
}
