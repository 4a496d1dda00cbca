/** Words that need saying, in plain French. */

interface Definition {
  readonly word: string;
  readonly means: string;
}

export const GLOSSARY = {
  knownOn: {
    word: 'connu au',
    means:
      'jour auquel on se place : seuls les faits enregistrés jusque-là comptent. Le même calcul, connu au même jour, donne toujours le même décompte.',
  },
  leakage: {
    word: 'fuite',
    means: 'actes faits hors de l’équipe pour des patients de sa liste.',
  },
  fidelisation: {
    word: 'fidélisation',
    means: 'part des actes des patients de la liste qui sont faits dans l’équipe.',
  },
  substituted: {
    word: 'acte substitué',
    means: 'acte que le forfait remplace : il n’est plus payé à l’acte.',
  },
  regularisation: {
    word: 'régularisation',
    means:
      'différence entre ce qui était décidé et ce qu’un nouveau calcul donne ; elle est décidée à son tour, à deux.',
  },
  uncertain: {
    word: 'valeur incertaine',
    means: 'valeur qui n’a pas été lue telle quelle dans un texte : reconstituée, ou supposée.',
  },
  variance: {
    word: 'écart',
    means: 'différence avec la période d’avant, et avec la même un an plus tôt.',
  },
  digest: {
    word: 'empreinte',
    means: 'suite de chiffres propre à un contenu : deux calculs pareils ont la même.',
  },
  setOff: {
    word: 'compensation',
    means: 'ce qu’une équipe doit est retenu sur ce qui lui est dû : le virement en est réduit d’autant.',
  },
  exception: {
    word: 'exception',
    means: 'permission que deux personnes donnent, avec son motif, de faire ce que les règles refusent.',
  },
  hold: {
    word: 'délai des comptes changés',
    means:
      'jours pendant lesquels un compte nouveau ou changé n’est pas payé, pour laisser le temps de voir une fraude.',
  },
  committed: {
    word: 'engagé',
    means: 'ce qui est décidé sur l’enveloppe : dû, libéré ou payé, moins ce que des équipes doivent.',
  },
  released: { word: 'libéré', means: 'ce qui est envoyé à la banque, ou déjà payé par elle.' },
  accrual: {
    word: 'charge à payer',
    means: 'ce que l’année doit déjà au 31 décembre et qui n’est pas encore payé : décidé, ou seulement calculé.',
  },
  endToEnd: {
    word: 'référence',
    means: 'identifiant de bout en bout du virement : il va à la banque et revient sur ses relevés.',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type TermName = keyof typeof GLOSSARY;
