/** What others read of teams: every version of their description, phases, members, quality, revenue and credits. */
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import { quarterText } from '#libs/kernel/day.ts';
import { type ReadModel, cents, day, list, text, whole } from '#libs/read-store/read-model.ts';

const KNOWN_ON = day('jour où le fait a été connu');
const POSITION = whole('position dans le journal : à jour connu égal, la plus haute l’emporte');
const FROM = day('à partir de ce jour');

export const TEAMS_READ_MODEL: ReadModel = {
  projection: ROSTERS.name,
  kinds: [
    {
      kind: 'team',
      meaning: 'une équipe, avec toutes les versions de ses faits',
      prefix: TEAM_PREFIX,
      optional: [],
      fields: {
        team: text('identifiant de l’équipe'),
        descriptions: list('descriptions', {
          from: FROM,
          name: text('nom'),
          scheme: text('expérimentation'),
          option: text('option du protocole'),
          scope: text('périmètre'),
          structure: text('structure'),
          finess: text('numéro FINESS'),
          commune: text('code INSEE de la commune'),
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
        phases: list('phases', {
          phase: text('phase, vide pour retirer celle du même jour'),
          from: FROM,
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
        members: list('professionnels', {
          rpps: text('numéro RPPS'),
          profession: text('profession'),
          from: FROM,
          until: day('dernier jour, compris ; absent tant qu’il reste'),
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
        quality: list('indicateurs de qualité', {
          year: whole('année'),
          indicator: text('indicateur'),
          numerator: whole('numérateur'),
          denominator: whole('dénominateur'),
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
        revenue: list('revenus de référence', {
          quarter: text('trimestre'),
          amountCents: cents('montant en centimes ; absent s’il est inconnu ou retiré'),
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
        credits: list('crédits d’amorçage', {
          dueOn: day('jour d’échéance'),
          label: text('libellé'),
          amountCents: cents('montant en centimes ; absent s’il est retiré'),
          knownOn: KNOWN_ON,
          position: POSITION,
        }),
      },
      show: (stored) => {
        const { rows: descriptions, revenue, ...team } = readTeam(stored);
        const byQuarter = revenue.map(({ quarter, ...rest }) => ({ ...rest, quarter: quarterText(quarter) }));
        return { ...team, descriptions, revenue: byQuarter };
      },
    },
  ],
  indexes: { by_team: ['kind', 'team'], by_member: ['kind', 'members.rpps'] },
  views: [
    { name: 'teams', question: 'les équipes avec leurs faits, par version', kind: 'team' },
    {
      name: 'team_members',
      question: 'les professionnels des équipes, par version',
      kind: 'team',
      each: { list: 'members', with: ['team'] },
    },
    {
      name: 'team_quality',
      question: 'les indicateurs de qualité des équipes, par version',
      kind: 'team',
      each: { list: 'quality', with: ['team'] },
    },
  ],
};
