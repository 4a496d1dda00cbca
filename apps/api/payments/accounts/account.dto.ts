/** A proposed account. */
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';

const MAX_NAME = 70;
const MAX_NUMBER = 64;

export class AccountDto {
  @ApiProperty({ description: 'Titulaire.', example: 'Maison de santé des Tilleuls' })
  @IsString({ message: 'name est un texte' })
  @Matches(/\S/, { message: 'name est le titulaire ; il ne peut pas être vide' })
  @Matches(/^\P{C}*$/u, { message: 'name a des caractères qui ne s’écrivent pas ; ôtez-les' })
  @MaxLength(MAX_NAME, { message: `name a plus de ${MAX_NAME} caractères` })
  name!: string;

  @ApiProperty({ example: 'FR76 3000 6000 0112 3456 7890 189' })
  @IsString({ message: 'iban est un texte' })
  @MaxLength(MAX_NUMBER, { message: `iban a plus de ${MAX_NUMBER} caractères` })
  iban!: string;

  @ApiProperty({ example: 'AGRIFRPP' })
  @IsString({ message: 'bic est un texte' })
  @MaxLength(MAX_NUMBER, { message: `bic a plus de ${MAX_NUMBER} caractères` })
  bic!: string;
}
