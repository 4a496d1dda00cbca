/** In development: made-up people, each with a role, and `POST /session/choose`, which begins a session as one of them. */
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';
import type { PersonToChoose } from '#apps/api/session/login.ts';
import { SessionCookie, requireConsole } from '#apps/api/session/session-cookie.ts';
import { LONGEST_MS } from '#apps/api/session/sessions.ts';

export const PEOPLE: readonly PersonToChoose[] = [
  {
    id: 'alice-operator',
    subject: 'alice.martin',
    name: 'Alice Martin',
    roles: ['operator'],
    does: 'importe, calcule, soumet',
  },
  {
    id: 'bruno-approver',
    subject: 'bruno.lefevre',
    name: 'Bruno Lefèvre',
    roles: ['approver'],
    does: 'lit les écarts, approuve ou rejette',
  },
  {
    id: 'alice-approver',
    subject: 'alice.martin',
    name: 'Alice Martin',
    roles: ['approver'],
    does: 'remplace Bruno ; n’approuve pas ce qu’elle a soumis',
  },
  {
    id: 'nadia-approver',
    subject: 'nadia.benali',
    name: 'Nadia Benali',
    roles: ['approver'],
    does: 'seconde personne qui approuve et confirme',
  },
  {
    id: 'chloe-officer',
    subject: 'chloe.garnier',
    name: 'Chloé Garnier',
    roles: ['authorising-officer'],
    does: 'ordonne : prépare et libère les campagnes',
  },
  {
    id: 'david-accountant',
    subject: 'david.moreau',
    name: 'David Moreau',
    roles: ['accountant'],
    does: 'tient les comptes, prend les réponses de la banque',
  },
  {
    id: 'emma-accountant',
    subject: 'emma.rousseau',
    name: 'Emma Rousseau',
    roles: ['accountant'],
    does: 'seconde personne des comptes',
  },
  {
    id: 'farid-auditor',
    subject: 'farid.haddad',
    name: 'Farid Haddad',
    roles: ['auditor'],
    does: 'lit tout, ne change rien',
  },
  {
    id: 'peps-01-team',
    subject: 'equipe.peps-01',
    name: 'Jeanne Perrin',
    roles: ['team'],
    team: 'PEPS-01',
    does: 'voit ce qui est décidé et versé pour son équipe',
  },
];

class ChoiceDto {
  @IsString({ message: 'person est l’identifiant d’une personne de GET /session/login' })
  @MaxLength(64, { message: 'person est trop long' })
  person!: string;
}

@ApiExcludeController()
@Public()
@Controller('session')
export class ChoosePersonController {
  readonly #cookie: SessionCookie;

  constructor(@Inject(SessionCookie) cookie: SessionCookie) {
    this.#cookie = cookie;
  }

  @Post('choose')
  @HttpCode(204)
  async choose(
    @Body() { person }: ChoiceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireConsole(request);
    const chosen = PEOPLE.find(({ id }) => id === person);
    if (chosen === undefined) throw new Problem(404, 'not-found', `personne ne s’appelle ${person} ici`);
    const { subject, name, roles, team } = chosen;
    const now = Date.now();
    const proof = { authenticatedMs: now, untilMs: now + LONGEST_MS };
    await this.#cookie.begin({ subject, name, roles, team }, proof, request, reply);
  }
}
