/** Parameters of the feed. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { TYPE_NAMES } from '#libs/feed/types.ts';
import { AfterQuery, MAX_PAGE } from '#apps/api/http/listing.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';
import { IsTeam } from '#apps/api/http/fields.ts';

const NO_CURSOR =
  'cursor est une position du journal, telle que donnée par decompte-cursor : un nombre entier, 0 ou plus';
const NO_LIMIT = `limit est un nombre entier de 1 à ${MAX_PAGE}`;

export class FeedQuery extends AfterQuery {
  @ApiPropertyOptional({
    description:
      'Position jusqu’à laquelle le flux a été lu (decompte-cursor de la réponse d’avant) ; 0, ou rien, pour le début. ' +
      'À ne pas confondre avec after, que la réponse doit avoir vue.',
    example: 1000,
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: NO_CURSOR })
  @Min(0, { message: NO_CURSOR })
  @Max(Number.MAX_SAFE_INTEGER, { message: NO_CURSOR })
  cursor?: number;

  @ApiPropertyOptional({
    description:
      'Celui que decompte-epoch donnait avec ce curseur : 409 si le journal n’est plus le même à cette position, comme après une ' +
      'restauration. Un curseur sans epoch est pris tel quel.',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{16}$/, { message: 'epoch a 16 chiffres hexadécimaux, tels que donnés par decompte-epoch' })
  epoch?: string;

  @ApiPropertyOptional({
    description: `Nombre d’événements d’une page, de 1 à ${MAX_PAGE} ; sans effet sur un flux continu.`,
    default: 50,
    type: 'integer',
    minimum: 1,
    maximum: MAX_PAGE,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: NO_LIMIT })
  @Min(1, { message: NO_LIMIT })
  @Max(MAX_PAGE, { message: NO_LIMIT })
  limit?: number;

  @ApiPropertyOptional({
    description: 'Types voulus, séparés par des virgules ; tous si rien n’est dit.',
    example: TYPE_NAMES.slice(0, 2).join(','),
    type: String,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(TYPE_NAMES, { each: true, message: `types vient de ${TYPE_NAMES.join(', ')}` })
  types?: string[];

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;
}
