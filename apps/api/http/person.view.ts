/** A person in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import type { Person } from '#libs/commands/person.ts';

export class PersonView {
  @ApiProperty({ example: 'Alice' }) name!: string;
  @ApiProperty({ description: 'verified : prouvé par un jeton.', enum: ['asserted', 'verified'], example: 'verified' })
  assurance!: Person['assurance'];
}

export function personView({ name, assurance }: Person): PersonView {
  return { name, assurance };
}
