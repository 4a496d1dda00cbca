/**
 * JSON Schemas (draft 07) of published events and of their data, each with an example. They are open: a field may be added, and
 * readers ignore unknown fields. Any other change makes a new version of the data.
 */
import { dataSchemaOf } from '#libs/feed/cloud-event.ts';
import { type DataKind, PUBLISHED_TYPES, type PublishedEvent, type PublishedType } from '#libs/feed/types.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Prefix of references between schemas. */
const SCHEMAS = '#/components/schemas/';

function ref(name: string): JsonSchema {
  return { $ref: `${SCHEMAS}${name}` };
}

/** Every field is required. */
function object(description: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', description, properties, required: Object.keys(properties) };
}

function list(description: string, items: JsonSchema): JsonSchema {
  return { type: 'array', description, items };
}

function text(description: string, more: JsonSchema = {}): JsonSchema {
  return { type: 'string', description, ...more };
}

function orNull(schema: JsonSchema): JsonSchema {
  return 'type' in schema ? { ...schema, type: [schema['type'], 'null'] } : { anyOf: [schema, { type: 'null' }] };
}

const CENTS = text('Centimes entiers, en texte : ils peuvent passer 2^53.', { pattern: '^-?(0|[1-9][0-9]*)$' });
const DAY = text('Jour.', { format: 'date' });
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
const TEAM = text('Identifiant de l’équipe.');
const PERIOD = text('Trimestre (2021-Q1), ou année (2021) pour l’IPEP.', { pattern: '^[0-9]{4}(-Q[1-4])?$' });
const CODE = { pattern: '^[A-Z][A-Z_]*$' };

const LINE = object('Une ligne du décompte.', { line: text('Code de la ligne.', CODE), amountCents: CENTS });
const LINKS = object('Adresses, relatives à celle du service.', {
  statement: text('Le décompte.', { format: 'uri-reference' }),
});

const CALCULATION = object('Ce sur quoi le calcul est fait : les mêmes donnent les mêmes montants au centime.', {
  digest: text('Empreinte SHA-256 du calcul.', { pattern: '^[0-9a-f]{64}$' }),
  knownOn: { ...DAY, description: 'Jour de connaissance.' },
  position: { ...COUNT, description: 'Position du journal jusqu’à laquelle les faits sont pris.' },
  regulationVersion: text('Version de la réglementation.'),
  rulesVersion: text('Version des règles.'),
});

const STATEMENT = object('Le décompte calculé.', {
  scheme: text('Expérimentation : PEPS, PRIMORDIAL ou IPEP.'),
  text: text('Texte en vigueur le premier jour de la période.'),
  phase: text('Phase de l’équipe.'),
  patients: { ...COUNT, description: 'Nombre de patients de la liste.' },
  flags: list('Ce qui est à regarder.', { type: 'string', ...CODE }),
  lines: list('Les lignes.', ref('Line')),
  totalCents: CENTS,
  instalments: list(
    'Les versements.',
    object('Un versement.', {
      dueOn: DAY,
      kind: text('INSTALMENT ou STARTUP_CREDIT (crédit d’amorçage).', CODE),
      amountCents: CENTS,
    }),
  ),
});

const ACT_LEDGER = object('Le livre des actes de la période, en sommes : rien d’un patient.', {
  lines: list(
    'Par classe et motif.',
    object('Une somme.', {
      class: text('SUBSTITUTED, LEAKAGE, FEE_FOR_SERVICE ou INFORMATION_ONLY.', CODE),
      reason: text('Pourquoi un acte est payé à l’acte ; vide pour les autres classes.', { pattern: '^[A-Z_]*$' }),
      acts: { type: 'integer', description: 'Actes, moins ceux qui sont annulés.' },
      baseCents: CENTS,
      paidCents: CENTS,
    }),
  ),
  acts: { type: 'integer', description: 'En tout.' },
  baseCents: CENTS,
  paidCents: CENTS,
});

const LINES = { lines: list('Les lignes.', ref('Line')), totalCents: CENTS };

const CALCULATED = {
  calculation: ref('Calculation'),
  statement: orNull(ref('Statement')),
  actLedger: orNull(ref('ActLedger')),
  links: ref('Links'),
};

/** Name of the schema of the data of each kind. */
const DATA_NAMES: Readonly<Record<DataKind, string>> = {
  calculation: 'CalculationData',
  decision: 'DecisionData',
  payment: 'PaymentData',
  movement: 'MovementData',
};

const DATA_SCHEMAS: Readonly<Record<DataKind, JsonSchema>> = {
  calculation: object('Un calcul ; statement et actLedger sont null s’il n’y a plus de décompte.', {
    team: TEAM,
    period: PERIOD,
    ...CALCULATED,
  }),
  decision: object('Une décision, ce qui est décidé en tout après elle, et le calcul sur lequel elle repose.', {
    team: TEAM,
    period: PERIOD,
    scheme: orNull(text('Expérimentation.')),
    decision: object('La décision approuvée, ou retirée.', {
      number: { ...COUNT, description: '0 pour le décompte, 1 et la suite pour ses régularisations.' },
      ...LINES,
      instalments: list(
        'Les versements d’un décompte ; aucun pour une régularisation, due à son approbation.',
        object('Un versement.', { dueOn: DAY, amountCents: CENTS }),
      ),
      moves: list(
        'D’une régularisation : ce qui est dû un autre jour que décidé, sans que le montant change.',
        object('Ce qui passe d’un jour à un autre.', {
          kind: text('INSTALMENT ou STARTUP_CREDIT (crédit d’amorçage).', CODE),
          from: DAY,
          to: DAY,
          amountCents: CENTS,
        }),
      ),
    }),
    decided: object('Tout ce qui est décidé pour la période, cette décision prise en compte.', LINES),
    ...CALCULATED,
  }),
  payment: object('Un versement à la banque, ou ce qu’elle en dit.', {
    team: TEAM,
    period: PERIOD,
    envelope: text('Enveloppe qui le finance.'),
    payment: text('Référence de bout en bout, la même que dans le fichier de la banque.'),
    item: text('Ce qui est payé, dans le livre des paiements.'),
    amountCents: CENTS,
    day: { ...DAY, description: 'Jour d’exécution demandé, ou jour de la réponse de la banque.' },
    run: orNull(text('Campagne ; null pour une réponse de la banque.')),
    reason: orNull(text('Code ISO 20022 d’un retour, par exemple AC04.', { pattern: '^[A-Z]{2}[0-9]{2}$' })),
    links: ref('Links'),
  }),
  movement: object(
    'Une créance sur une équipe, ou ce qui réduit un dû : elle naît, se compense, se demande, se rembourse.',
    {
      team: TEAM,
      period: orNull(PERIOD),
      envelope: text('Enveloppe qui doit, ou à qui il est dû.'),
      debtEnvelope: orNull(text('D’une compensation : l’enveloppe à qui la créance est due.')),
      run: orNull(text('D’une compensation : la campagne.')),
      item: orNull(text('L’échéance réduite, ou avec quoi la créance est compensée, dans le livre des paiements.')),
      debt: orNull(text('La créance, dans le livre des paiements.')),
      because: orNull(
        text('D’une réduction : la décision ou la réponse qui la fait ; withdrawn : une décision retirée.'),
      ),
      amountCents: CENTS,
      effective: text('Période ou jour de ce dont il s’agit.'),
      links: orNull(ref('Links')),
    },
  ),
};

/** `fr.decompte.statement.calculated` is `StatementCalculated`. */
export function schemaNameOf({ type }: PublishedType): string {
  return type
    .replace('fr.decompte.', '')
    .split(/[.-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

export const SUMMARIES: Readonly<Record<PublishedEvent, string>> = {
  StatementCalculated: 'Un décompte est calculé, avec son livre des actes.',
  StatementNoLongerDue:
    'Un calcul ne trouve plus de décompte où il y en avait un : l’équipe n’est plus dans l’expérimentation.',
  StatementApproved: 'Un décompte est approuvé : il est dû.',
  StatementWithdrawn: 'Une approbation est retirée.',
  RegularisationApproved: 'Un décompte décidé est régularisé : une différence s’ajoute à ce qui était décidé.',
  RegularisationWithdrawn: 'L’approbation d’une régularisation est retirée.',
  PaymentReleased: 'Un versement part à la banque.',
  PaymentExecuted: 'La banque a payé un versement.',
  PaymentReturned: 'Un versement est revenu ; il est dû de nouveau.',
  PaymentAwaitedAgain: 'Une réponse de la banque était fausse : le versement est de nouveau à la banque.',
  PaymentCancelled: 'Un versement libéré, qui n’est pas parti, est annulé ; il est dû de nouveau.',
  DueReduced: 'Une décision, ou un retrait, réduit ce qui était dû et pas encore libéré.',
  SetOff: 'Une campagne compense une créance avec ce qui est dû à l’équipe.',
  RecoveryPosted: 'Une décision reprend ce que l’équipe a déjà reçu : elle le doit.',
  OverpaymentPosted: 'Une équipe a reçu deux fois un montant : elle le doit.',
  RecoveryReduced: 'Une créance est réduite, ou tombe avec la décision qui l’a faite.',
  RepaymentDemanded: 'Le remboursement d’une créance est demandé.',
  DemandTakenBack: 'La demande est abandonnée : la créance se compense de nouveau.',
  RepaymentReceived: 'Une équipe a remboursé.',
};

const SUBJECTS: Readonly<Record<DataKind, string>> = {
  calculation: 'Équipe et période : PEPS-01/2021-Q4.',
  decision: 'Équipe et période : PEPS-01/2021-Q4.',
  payment: 'Référence de bout en bout du versement.',
  movement: 'La créance, ou l’échéance réduite.',
};

function eventSchema(published: PublishedType): JsonSchema {
  return object(SUMMARIES[published.recorded], {
    specversion: { const: '1.0' },
    id: text(
      'Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là.',
    ),
    source: text('Nom de l’installation.', { format: 'uri-reference' }),
    type: { const: published.type },
    subject: text(SUBJECTS[published.kind]),
    time: text('Quand l’événement a été enregistré.', { format: 'date-time' }),
    datacontenttype: { const: 'application/json' },
    dataschema: { const: dataSchemaOf(published) },
    position: { type: 'integer', minimum: 1, description: 'Ordre dans le journal, et dans le flux.' },
    team: TEAM,
    data: ref(DATA_NAMES[published.kind]),
  });
}

/** Keyed by name, for `#/components/schemas`. */
export const FEED_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(PUBLISHED_TYPES.map((published) => [schemaNameOf(published), eventSchema(published)])),
  ...Object.fromEntries(Object.entries(DATA_NAMES).map(([kind, name]) => [name, DATA_SCHEMAS[kind as DataKind]])),
  Calculation: CALCULATION,
  Statement: STATEMENT,
  ActLedger: ACT_LEDGER,
  Line: LINE,
  Links: LINKS,
};
