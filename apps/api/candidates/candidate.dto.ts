/** The application of a team, and the proposal about it. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Application, CANDIDATE_DECISIONS, type CandidateDecision } from '#libs/candidates/events.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { IsListOf, IsName, IsSeen, ReasonDto } from '#apps/api/http/fields.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

const MOST_MEMBERS = 500;
const MOST_PATIENTS = 10_000_000;
const MAX_NAME = 200;
const SCOPE = /^(?:\w{1,64}(?:\+\w{1,64}){0,9})?$/;

class CandidateMemberDto {
  @ApiProperty({ description: 'N° RPPS, 11 chiffres.', example: '10000000017' })
  @Matches(/^\d{11}$/, { message: 'rpps a 11 chiffres' })
  rpps!: string;

  @ApiProperty({ example: 'GP' })
  @IsName()
  profession!: string;

  @ApiProperty({ description: 'Dans l’équipe depuis, ou à partir de.', example: '2027-01-01' })
  @IsDay()
  from!: string;
}

export class ApplicationDto {
  @ApiProperty({ example: 'Maison de santé des Saules' })
  @IsString({ message: 'name est un texte' })
  @MaxLength(MAX_NAME, { message: `name a plus de ${MAX_NAME} caractères` })
  @IsSeen()
  name!: string;

  @ApiProperty({ description: 'Expérimentation souhaitée.', example: 'PEPS' })
  @IsName()
  scheme!: string;

  @ApiProperty({ description: 'Option souhaitée ; vide si l’expérimentation n’en a pas.', example: 'ALL' })
  @Matches(/^\w{0,64}$/, { message: 'option est une option de l’expérimentation, comme ALL' })
  option!: string;

  @ApiProperty({ description: 'Périmètre souhaité ; vide si l’expérimentation n’en a pas.', example: 'GP' })
  @Matches(SCOPE, { message: 'scope est un périmètre, comme GP ou GP+NURSE' })
  scope!: string;

  @ApiProperty({ description: 'MSP, CDS, CPTS ou OTHER.', example: 'MSP' })
  @IsName()
  structure!: string;

  @ApiProperty({ example: '010000024' })
  @Matches(/^\w{9}$/, { message: 'finess a neuf caractères' })
  finess!: string;

  @ApiProperty({ description: 'Code INSEE.', example: '38185' })
  @Matches(/^\w{5}$/, { message: 'commune est un code INSEE de cinq caractères, comme 38185' })
  commune!: string;

  @ApiProperty({ description: 'Jour d’entrée souhaité.', example: '2027-01-01' })
  @IsDay()
  entersOn!: string;

  @ApiProperty({
    description: 'Patients qu’elle dit avoir ; les déclarations des faits disent combien elle en a.',
    example: 1200,
    type: 'integer',
    minimum: 0,
    maximum: MOST_PATIENTS,
  })
  @IsInt({ message: 'patients est un nombre entier' })
  @Min(0, { message: 'patients est un nombre entier, 0 ou plus' })
  @Max(MOST_PATIENTS, { message: `patients est au plus ${MOST_PATIENTS}` })
  patients!: number;

  @ApiProperty({ type: [CandidateMemberDto] })
  @IsArray({ message: 'members est une liste' })
  @ArrayMaxSize(MOST_MEMBERS, { message: `members a plus de ${MOST_MEMBERS} professionnels` })
  @IsListOf(() => CandidateMemberDto, 'members est une liste de professionnels')
  members!: CandidateMemberDto[];
}

export class CandidateDecisionDto extends ReasonDto {
  @ApiProperty({ description: 'L’accepter ou l’écarter.', enum: CANDIDATE_DECISIONS, example: 'ACCEPT' })
  @IsIn(CANDIDATE_DECISIONS, { message: `decision vient de ${CANDIDATE_DECISIONS.join(', ')}` })
  decision!: CandidateDecision['decision'];

  @ApiPropertyOptional({
    description: 'Phase avec laquelle une équipe acceptée entre ; la première de son expérimentation si elle manque.',
    example: 'SETUP',
  })
  @IsOptional()
  @IsName()
  phase?: string;
}

export class CandidateParams {
  @ApiProperty({ example: 'PEPS-99' })
  @IsName()
  candidate!: string;
}

export function applicationOf(candidate: string, { entersOn, members, ...dto }: ApplicationDto): Application {
  const { name, scheme, option, scope, structure, finess, commune, patients } = dto;
  return {
    candidate,
    name,
    scheme,
    option,
    scope,
    structure,
    finess,
    commune,
    entersOn: dayFromText(entersOn),
    patients,
    members: members.map(({ rpps, profession, from }) => ({ rpps, profession, from: dayFromText(from) })),
  };
}
