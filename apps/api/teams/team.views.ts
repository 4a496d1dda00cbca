/** Teams in answers, as known on a day. */
import { ApiProperty } from '@nestjs/swagger';
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { FoundTeam } from '#libs/enrolment/queries/find-team.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

class ListedTeamView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) name!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'ALL' }) option!: string;
  @ApiProperty({ example: 'GP' }) scope!: string;
  @ApiProperty({ example: '38185' }) commune!: string;
  @ApiProperty({ description: 'Ce jour-là ; null : aucune encore.', type: String, nullable: true, example: 'FORFAIT' })
  phase!: string | null;
  @ApiProperty({ description: 'Professionnels de l’équipe ce jour-là.', example: 14 }) members!: number;
}

export class TeamsPage extends ListOf {
  @ApiProperty({ type: [ListedTeamView] }) items!: ListedTeamView[];
}

class TeamRowView {
  @ApiProperty({ example: '2019-07-01' }) from!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) name!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'ALL' }) option!: string;
  @ApiProperty({ example: 'GP' }) scope!: string;
  @ApiProperty({ example: '38185' }) commune!: string;
}

class PhaseView {
  @ApiProperty({ example: '2019-07-01' }) from!: string;
  @ApiProperty({ example: 'FORFAIT' }) phase!: string;
}

class MemberView {
  @ApiProperty({ example: '10000000017' }) rpps!: string;
  @ApiProperty({ example: 'GP' }) profession!: string;
  @ApiProperty({ example: '2019-07-01' }) from!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) until!: string | null;
  @ApiProperty({ description: 'Ce jour-là.', example: true }) active!: boolean;
}

class QualityResultView {
  @ApiProperty({ example: 'FLU65' }) indicator!: string;
  @ApiProperty({ example: 69 }) numerator!: number;
  @ApiProperty({ example: 160 }) denominator!: number;
}

class QualityYearView {
  @ApiProperty({ example: 2021 }) year!: number;
  @ApiProperty({ description: 'Indicateurs mesurés.', example: 8 }) indicators!: number;
  @ApiProperty({ description: 'Par indicateur.', type: [QualityResultView] }) results!: readonly QualityResultView[];
}

class RevenueView {
  @ApiProperty({ example: '2021-Q1' }) quarter!: string;
  @ApiProperty({ description: 'Centimes.', example: '4200000' }) amountCents!: string;
}

class CreditView {
  @ApiProperty({ example: '2021-02-15' }) dueOn!: string;
  @ApiProperty({ example: 'Amorçage' }) label!: string;
  @ApiProperty({ description: 'Centimes.', example: '1500000' }) amountCents!: string;
}

export class TeamView extends ListedTeamView {
  @ApiProperty({ example: '2026-09-30' }) knownOn!: string;
  @ApiProperty({ type: [TeamRowView] }) rows!: readonly TeamRowView[];
  @ApiProperty({ type: [PhaseView] }) phases!: readonly PhaseView[];
  @ApiProperty({ type: [MemberView] }) professionals!: readonly MemberView[];
  @ApiProperty({ type: [QualityYearView] }) quality!: readonly QualityYearView[];
  @ApiProperty({ type: [RevenueView] }) revenue!: readonly RevenueView[];
  @ApiProperty({ type: [CreditView] }) credits!: readonly CreditView[];
}

export function listedTeam({
  team,
  name,
  scheme,
  option,
  scope,
  commune,
  phase,
  activeMembers,
}: FoundTeam): Readonly<ListedTeamView> {
  return { team, name, scheme, option, scope, commune, phase, members: activeMembers };
}

export function teamView(found: FoundTeam, knownOn: Day): Readonly<TeamView> {
  const { rows, phases, members, quality, revenue, credits } = found.state;
  return {
    ...listedTeam(found),
    knownOn: dayText(knownOn),
    rows,
    phases,
    professionals: members,
    quality,
    revenue: revenue.map(({ quarter, cents }) => ({ quarter, amountCents: String(cents) })),
    credits: credits.map(({ dueOn, label, cents }) => ({ dueOn, label, amountCents: String(cents) })),
  };
}

export const TEAM_COLUMNS: Columns<ListedTeamView> = {
  team_id: ({ team }) => team,
  name: ({ name }) => name,
  scheme: ({ scheme }) => scheme,
  option: ({ option }) => option,
  scope: ({ scope }) => scope,
  commune: ({ commune }) => commune,
  phase: ({ phase }) => phase,
  members: ({ members }) => members,
};
