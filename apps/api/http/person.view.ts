/** A person in an answer. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Person } from '#libs/commands/person.ts';

export class PersonView {
  @ApiProperty({ example: 'Alice' }) name!: string;
  @ApiProperty({ description: 'verified : prouvé par un jeton.', enum: ['asserted', 'verified'], example: 'verified' })
  assurance!: Person['assurance'];
  @ApiPropertyOptional({ description: 'Son identifiant (sub), si le nom en est un autre.', example: 'u-1' })
  subject?: string;
}

export function personView({ name, assurance, subject }: Person): PersonView {
  return subject === undefined ? { name, assurance } : { name, assurance, subject };
}
