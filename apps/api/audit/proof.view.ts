/** Checkpoints in answers, and the request for a bundle. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsInt,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import { CHECKPOINT_FORMATS, type Chained, type Checkpoint } from '#libs/audit/checkpoint.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';
import { IsPeriod } from '#apps/api/http/parameters.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { END_TO_END_ID } from '#apps/api/payments/runs/payment-read.view.ts';
import { Problem } from '#apps/api/http/problem.ts';

const POSITION = 'une position du journal est un nombre entier, 1 ou plus';
/** Each is kept in memory with its proof while the log is read. */
const MOST_EVENTS = 10_000;

/** The fields of both formats. */
type CheckpointFields = Partial<Chained> & Pick<Checkpoint, keyof Checkpoint>;

export class CheckpointView implements CheckpointFields {
  @ApiProperty({ enum: CHECKPOINT_FORMATS, example: 'decompte-checkpoint-2' })
  format!: Checkpoint['format'];
  @ApiPropertyOptional({ description: 'Numéro d’ordre ; absent d’un ancien.', example: 3 }) sequence?: number;
  @ApiPropertyOptional({
    description: 'Empreinte de celui d’avant, signature comprise ; null pour le premier ; absent d’un ancien.',
    type: String,
    nullable: true,
    example: '3a7b…',
  })
  previous?: string | null;
  @ApiProperty({ description: 'Dernier événement couvert.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Maillon de la chaîne à cette position.', example: '5e88…' }) link!: string;
  @ApiProperty({ description: 'Racine de Merkle jusqu’à cette position.', example: '9f86…' }) root!: string;
  @ApiPropertyOptional({ description: 'Nombre de flux ; absent d’un ancien.', example: 9120 }) streams?: number;
  @ApiPropertyOptional({
    description: 'Racine de Merkle des dernières révisions des flux ; absente d’un ancien.',
    example: '7d79…',
  })
  streamsRoot?: string;
  @ApiProperty({ description: 'Quand il a été signé.', example: '2026-11-03T09:12:00.000Z' }) time!: string;
  @ApiProperty({ description: 'Identifiant de la clé qui l’a signé.', example: '0123456789abcdef0123456789abcdef' })
  key!: string;
  @ApiProperty({ description: 'Ed25519, en base64.', example: 'q83v…' }) signature!: string;
}

export class SignedCheckpointView extends CheckpointView {
  @ApiProperty({
    description: 'Position jusqu’où les décomptes ont été recalculés depuis le journal ; 0 : jamais.',
    example: 178822,
  })
  recomputed!: number;
}

export class CheckpointsPage extends ListOf {
  @ApiProperty({ type: [CheckpointView] }) items!: CheckpointView[];
}

export const CHECKPOINT_COLUMNS: Columns<CheckpointView> = {
  sequence: ({ sequence }) => sequence ?? '',
  previous: ({ previous }) => previous ?? '',
  position: ({ position }) => position,
  time: ({ time }) => time,
  key: ({ key }) => key,
  link: ({ link }) => link,
  root: ({ root }) => root,
  signature: ({ signature }) => signature,
};

export class CheckpointParams {
  @ApiProperty({ description: 'Position que couvre le point de contrôle.', type: String, example: '178822' })
  @Matches(/^[1-9]\d{0,14}$/, { message: `position : ${POSITION}` })
  position!: string;
}

export class ConsistencyDto {
  @ApiProperty({ description: 'Position du point de contrôle que vous gardez.', type: Number, example: 178000 })
  @IsInt({ message: `held : ${POSITION}` })
  @Min(1, { message: `held : ${POSITION}` })
  @Max(Number.MAX_SAFE_INTEGER, { message: `held : ${POSITION}` })
  held!: number;

  @ApiPropertyOptional({ description: 'Position d’un point de contrôle d’après ; sinon le dernier.', type: Number })
  @IsOptional()
  @IsInt({ message: `to : ${POSITION}` })
  @Min(1, { message: `to : ${POSITION}` })
  @Max(Number.MAX_SAFE_INTEGER, { message: `to : ${POSITION}` })
  to?: number;
}

export class BundleDto {
  @ApiPropertyOptional({
    description: 'Positions des événements à prouver, sans rien montrer des autres.',
    type: [Number],
    example: [1, 2],
  })
  @IsOptional()
  @IsArray({ message: 'events est une liste de positions du journal' })
  @ArrayMinSize(1, { message: 'events a au moins une position' })
  @ArrayMaxSize(MOST_EVENTS, { message: `events a au plus ${MOST_EVENTS} positions` })
  @IsInt({ each: true, message: `events : ${POSITION}` })
  @Min(1, { each: true, message: `events : ${POSITION}` })
  @Max(Number.MAX_SAFE_INTEGER, { each: true, message: `events : ${POSITION}` })
  events?: number[];

  @ApiPropertyOptional({ description: 'Nom d’un flux, comme regulation : tous ses événements, et pas les autres.' })
  @IsOptional()
  @Length(1, 200, { message: 'stream nomme un flux, par exemple patient-P0000001' })
  stream?: string;

  @ApiPropertyOptional({ description: 'true : tout le journal.', type: Boolean })
  @IsOptional()
  @Equals(true, { message: 'whole vaut true, ou n’est pas là' })
  whole?: true;

  @ApiPropertyOptional({
    description:
      'Référence de bout en bout d’un versement : ce sur quoi il repose, et le code qui le recalcule hors ligne, au centime.',
  })
  @IsOptional()
  @Matches(END_TO_END_ID, { message: 'payment est la référence d’un versement, comme la banque la donne' })
  payment?: string;

  @ApiPropertyOptional({ description: 'Équipe, avec period : ses décisions et leurs versements, recalculables.' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Trimestre, ou année : tous les décomptes de l’équipe de cette année.' })
  @IsOptional()
  @IsPeriod()
  period?: string;
}

/** Throws Problem unless exactly one content is requested: an empty body must not mean the whole log. */
export function bundleContent({ events, stream, whole, payment, team, period }: BundleDto): JobRequests['bundle'] {
  const given = [events, stream, whole, payment, team ?? period].filter((one) => one !== undefined);
  if (given.length !== 1 || (team === undefined) !== (period === undefined)) {
    const detail =
      'une liasse est de quelques événements (events), d’un flux (stream), d’un versement (payment), d’une équipe et d’une période (team et period) ou de tout le journal (whole) ; donnez l’un des cinq';
    throw new Problem(400, 'invalid-shape', detail, { errors: [{ path: '/events', code: 'CONTENT', detail }] });
  }
  return {
    ...(events && { events }),
    ...(stream !== undefined && { stream }),
    ...(payment !== undefined && { payment }),
    ...(team !== undefined && period !== undefined && { team, period }),
  };
}
