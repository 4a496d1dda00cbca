/** The teams for other programs: every version of their description, phases, members, quality, revenue and credits. */
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import { quarterText } from '#libs/kernel/day.ts';
import {
  type FieldShape,
  type ReadModel,
  centsShape,
  dayShape,
  listShape,
  textShape,
  wholeShape,
} from '#libs/read-store/read-model.ts';

const KNOWN_ON = dayShape('jour où le fait a été connu');
const POSITION = wholeShape('position dans le journal : à jour connu égal, la plus haute l’emporte');
const FROM = dayShape('à partir de ce jour');

/** Each list of a roster is shown: a missing one is a type error. */
const FIELDS: Readonly<Record<'descriptions' | Exclude<keyof TeamRoster, 'rows'>, FieldShape>> = {
  team: textShape('identifiant de l’équipe'),
  descriptions: listShape('descriptions', {
    from: FROM,
    name: textShape('nom'),
    scheme: textShape('expérimentation'),
    option: textShape('option du protocole'),
    scope: textShape('périmètre'),
    structure: textShape('structure'),
    finess: textShape('numéro FINESS'),
    commune: textShape('code INSEE de la commune'),
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
  phases: listShape('phases', {
    phase: textShape('phase, vide pour retirer celle du même jour'),
    from: FROM,
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
  members: listShape('professionnels', {
    rpps: textShape('numéro RPPS'),
    profession: textShape('profession'),
    from: FROM,
    until: dayShape('dernier jour, compris ; absent tant qu’il reste'),
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
  quality: listShape('indicateurs de qualité', {
    year: wholeShape('année'),
    indicator: textShape('indicateur'),
    numerator: wholeShape('numérateur'),
    denominator: wholeShape('dénominateur'),
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
  revenue: listShape('revenus de référence', {
    quarter: textShape('trimestre'),
    amountCents: centsShape('montant en centimes ; absent s’il est inconnu ou retiré'),
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
  credits: listShape('crédits d’amorçage', {
    dueOn: dayShape('jour d’échéance'),
    label: textShape('libellé'),
    amountCents: centsShape('montant en centimes ; absent s’il est retiré'),
    knownOn: KNOWN_ON,
    position: POSITION,
  }),
};

export const TEAMS_READ_MODEL: ReadModel = {
  projection: ROSTERS.name,
  kinds: [
    {
      kind: 'team',
      meaning: 'une équipe, avec toutes les versions de ses faits',
      prefix: TEAM_PREFIX,
      optional: [],
      fields: FIELDS,
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
