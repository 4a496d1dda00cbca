/** Webhooks in requests and answers. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { TYPE_NAMES } from '#libs/feed/types.ts';
import type { Attempt, WaitingEvents } from '#libs/webhooks/delivery-store.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { ListOf, PageQuery } from '#apps/api/http/listing.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';

const A_POSITION = 'est une position du journal : un nombre entier, 0 ou plus';
const STATUSES = ['ENABLED', 'DISABLED', 'REMOVED'];
const OUTCOMES = ['DELIVERED', 'FAILED', 'EXHAUSTED', 'GIVEN_UP'];

function IsPosition(least = 0): PropertyDecorator {
  return (target, name) => {
    for (const check of [IsInt, (options: object) => Min(least, options), maximum])
      check({ message: `${String(name)} ${A_POSITION}` })(target, name);
  };
}

function maximum(options: object): PropertyDecorator {
  return Max(Number.MAX_SAFE_INTEGER, options);
}

export class SubscribeDto {
  @ApiProperty({
    description: 'Adresse https qui recevra les événements.',
    example: 'https://destinataire.example/decompte',
  })
  @IsString({ message: 'url est une adresse https://…' })
  @MaxLength(2_000, { message: 'url a plus de 2000 caractères' })
  url!: string;

  @ApiPropertyOptional({
    description: 'Types voulus ; tous si rien n’est dit.',
    example: ['fr.decompte.payment.released'],
  })
  @IsOptional()
  @ArrayNotEmpty({ message: 'types est une liste d’au moins un type, ou manque' })
  @IsIn(TYPE_NAMES, { each: true, message: `types vient de ${TYPE_NAMES.join(', ')}` })
  types?: string[];

  @ApiPropertyOptional({ description: 'Une seule équipe ; toutes si rien n’est dit.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({
    description: 'Ce qui est après cette position est envoyé ; si rien n’est dit, ce qui sera publié désormais.',
    example: 0,
  })
  @IsOptional()
  @IsPosition()
  from?: number;
}

export class DisableDto {
  @ApiProperty({ description: 'Pourquoi.', example: 'Le destinataire déménage.' })
  @IsString({ message: 'reason est un motif' })
  @Matches(/\S/, { message: 'il faut un motif ; dites pourquoi' })
  @MaxLength(500, { message: 'reason a plus de 500 caractères' })
  reason!: string;
}

export class EnableDto {
  @ApiPropertyOptional({
    description:
      'Reprend après cette position, et abandonne ce qui attendait ; si rien n’est dit, reprend où il en était.',
    example: 0,
  })
  @IsOptional()
  @IsPosition()
  from?: number;
}

export class PositionDto {
  @ApiProperty({ description: 'Position de l’événement, comme dans le flux.', example: 1132 })
  @IsPosition(1)
  position!: number;
}

export class DeliveriesQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Les envois d’un seul événement.',
    example: 1132,
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  @IsOptional()
  @FromDigits()
  @IsPosition(1)
  position?: number;
}

class DeliveryProgressView {
  @ApiProperty({
    description: 'Position jusqu’à laquelle le journal a été regardé ; null avant le premier envoi.',
    type: Number,
    nullable: true,
    example: 178900,
  })
  cursor!: number | null;
  @ApiProperty({ description: 'Événements qui attendent d’être acceptés.', example: 2 }) waiting!: number;
  @ApiProperty({ description: 'Position du plus ancien.', type: Number, nullable: true, example: 178823 })
  oldest!: number | null;
  @ApiProperty({
    description: 'Quand il sera essayé de nouveau, au plus tôt.',
    type: String,
    nullable: true,
    example: '2026-11-01T08:00:05.000Z',
  })
  nextAt!: string | null;
}

export class WebhookView {
  @ApiProperty({ example: '6f1d0c5b2a9e4f7d8c3b' }) id!: string;
  @ApiProperty({ example: 'https://destinataire.example/decompte' }) url!: string;
  @ApiProperty({ type: [String], nullable: true, example: null }) types!: readonly string[] | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS-01' }) team!: string | null;
  @ApiProperty({ description: 'Ce qui est après cette position est envoyé.', example: 178822 }) from!: number;
  @ApiProperty({ enum: STATUSES, example: 'ENABLED' }) status!: string;
  @ApiProperty({ description: 'Pourquoi il est désactivé.', type: String, nullable: true, example: null })
  reason!: string | null;
  @ApiProperty({ description: 'Combien de secrets il a eus.', example: 1 }) generation!: number;
  @ApiProperty({ description: 'Depuis quand son secret est celui-là.', example: '2026-11-01T08:00:00.000Z' })
  secretSince!: string;
  @ApiProperty({ example: 'Alice' }) subscribedBy!: string;
  @ApiProperty({ example: '2026-11-01T08:00:00.000Z' }) subscribedAt!: string;
}

export class WebhookSecretView extends WebhookView {
  @ApiProperty({
    description: 'Le secret des signatures : montré cette fois-ci seulement, gardez-le.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })
  secret!: string;
}

export class WebhookDetailView extends WebhookView {
  @ApiProperty({ type: DeliveryProgressView }) progress!: DeliveryProgressView;
}

export class WebhookList extends ListOf {
  @ApiProperty({ type: [WebhookView] }) items!: WebhookView[];
}

export class DeliveryView {
  @ApiProperty({ description: 'Événement envoyé.', example: 178823 }) position!: number;
  @ApiProperty({ description: 'Combientième essai.', example: 1 }) number!: number;
  @ApiProperty({ example: '2026-11-01T08:00:00.000Z' }) at!: string;
  @ApiProperty({ description: 'Durée, en millisecondes.', example: 41 }) tookMs!: number;
  @ApiProperty({ description: 'Réponse HTTP ; null sans réponse.', type: Number, nullable: true, example: 204 })
  status!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null }) error!: string | null;
  @ApiProperty({ enum: OUTCOMES, example: 'DELIVERED' }) outcome!: string;
}

export class DeliveryList extends ListOf {
  @ApiProperty({ type: [DeliveryView] }) items!: DeliveryView[];
}

/** A view as a plain object. */
export type Plain<View> = { readonly [Name in keyof View]: View[Name] };

export function webhookView(subscription: Subscription): Plain<WebhookView> {
  const { id, url, filter, from, status, generation, secretSince, subscribedBy, subscribedAt } = subscription;
  return {
    id,
    url,
    types: filter.types ?? null,
    team: filter.team ?? null,
    from,
    status,
    reason: subscription.status === 'DISABLED' ? subscription.reason : null,
    generation,
    secretSince,
    subscribedBy,
    subscribedAt,
  };
}

export function progressView(
  cursor: number | undefined,
  { count, oldest, nextMs }: WaitingEvents,
): DeliveryProgressView {
  return {
    cursor: cursor ?? null,
    waiting: count,
    oldest: oldest ?? null,
    nextAt: nextMs === undefined || nextMs === 0 ? null : new Date(nextMs).toISOString(),
  };
}

export function deliveryView({ position, number, at, tookMs, status, error, outcome }: Attempt): DeliveryView {
  return { position, number, at, tookMs, status, error, outcome };
}
