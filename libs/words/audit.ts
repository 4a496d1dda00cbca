/** Sentences for the refusals about keys and checkpoints, and for the findings of an audit in a log. */
import type { AuditFinding } from '#libs/audit/findings.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import type { TimestampFault } from '#libs/audit/timestamp/timestamp.ts';
import type { AuditRefusal } from '#libs/audit/refusals.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import type { StoreFinding } from '#libs/event-store/store-findings.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';
import { causeInFrench } from '#libs/words/system.ts';

const KINDS = { private: 'une clé privée', public: 'une clé publique' };

const OBJECTS: Readonly<Record<string, string>> = { table: 'la table', index: 'l’index', trigger: 'le déclencheur' };
const ROWS = { stream: 'le flux numéro', commit: 'l’enregistrement' };

function objectName({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${OBJECTS[type] ?? type} ${name}`;
}

function streamName({ stream, no }: { readonly stream: string; readonly no: number }): string {
  return `le flux ${stream} (numéro ${no})`;
}

const OF_STORES: Sentences<StoreFinding> = {
  SQLITE_UNREADABLE: ({ reason }) => `SQLite ne peut pas lire le journal : ${causeInFrench(reason)}`,
  ENCODING_OTHER: ({ encoding }) => `les textes sont lus comme ${encoding} ; le journal les écrit en UTF-8`,
  OBJECT_MISSING: (object) => `il manque : ${objectName(object)}`,
  OBJECT_ALTERED: (object) => `${objectName(object)} n’est pas défini comme le journal le définit`,
  OBJECT_UNKNOWN: (object) => `le journal ne connaît pas : ${objectName(object)}`,
  PAGE_FAULT: ({ text }) => `des pages ou un index ne sont pas tels que SQLite les écrit (${text})`,
  EVENT_FIELD_MALFORMED: () => 'un de ses champs n’est pas du type que le journal écrit, ou contient un saut de ligne',
  ROW_FIELD_MALFORMED: ({ row, no }) => `${ROWS[row]} ${no} a un champ qui n’est pas du type que le journal écrit`,
  CATEGORY_OTHER: (stream) => `la catégorie de ${streamName(stream)} n’est pas le début de son nom`,
  STREAM_EMPTY: (stream) => `${streamName(stream)} n’a aucun événement`,
  STREAM_SHORT: ({ revision, count, ...stream }) =>
    `${streamName(stream)} est à la révision ${revision}, ce qui fait ${counted(revision + 1, 'événement')} ; ${count} ${agreed(count, 'est là', 'sont là')}`,
  STREAM_UNEVEN: ({ revision, count, low, high, ...stream }) =>
    `${streamName(stream)} est à la révision ${revision} et a ${counted(count, 'événement')}, de la révision ${low} à ${high}`,
  COMMIT_SHORT: ({ no, position, end }) =>
    `l’enregistrement ${no} va jusqu’à la position ${position}, le journal finit à la ${end}`,
  COMMIT_OTHER_END: ({ no }) => `l’enregistrement ${no} ne finit pas là où il le dit`,
  ROW_NOT_OPENED: () => 'les octets chiffrés ne s’ouvrent pas avec leur clé : ils ont été changés',
  LOG_IN_PART: () =>
    'le journal est une copie inachevée d’un autre : relancez la commande migrate qui l’écrivait, elle continue',
  FORM_OTHER: () => 'le journal ne dit pas sous quelle forme il est écrit',
  COMMIT_EMPTY: ({ no }) => `l’enregistrement ${no} n’a aucun événement`,
  EVENT_FIELD_TYPE: () => 'un de ses champs n’est pas du type que le journal écrit',
  EVENT_FIELD_NOT_UTF8: () => 'un de ses champs contient des octets qui ne sont pas du texte UTF-8',
  STREAM_UNREACHABLE: ({ no }) => `il désigne le flux numéro ${no}, qui n’existe pas`,
  COMMIT_UNREACHABLE: ({ no }) => `il désigne l’enregistrement numéro ${no}, qui n’existe pas`,
  COMMIT_NOT_UTF8: ({ no }) =>
    `l’enregistrement ${no}, qu’il désigne, contient des octets qui ne sont pas du texte UTF-8`,
  COMMIT_OUT_OF_ORDER: ({ no, before }) =>
    `il désigne l’enregistrement ${no} ; d’après ceux qui précèdent, il y faut ${before === 0 ? '1' : `${before} ou ${before + 1}`}`,
  STREAM_DELETED_OR_LIMITED: ({ stream }) =>
    `le flux ${stream} a été supprimé, ou porte des métadonnées qui permettent au serveur d’en ôter des événements`,
  STREAM_DELETED: ({ stream }) => `le flux ${stream} a été supprimé pour toujours`,
  STREAM_HOLDS_FOREIGN: ({ stream, type }) =>
    `le flux ${stream} contient un événement ${type}, que Décompte n’écrit pas`,
  STREAM_HAS_GAP: ({ stream, from, to }) =>
    `le flux ${stream} passe de la révision ${from} à ${to} : des événements ont été ôtés`,
  EVENT_UNREADABLE: ({ reason }) => `ce que le serveur en contient ne peut pas être lu : ${causeInFrench(reason)}`,
  ROWS_UNREADABLE: ({ reason }) => causeInFrench(reason),
  LINKS_WITHOUT_EVENTS: ({ covered, events }) =>
    `le serveur a les maillons de ${counted(covered, 'événement')} et n’en contient que ${events}`,
  COPY_OF_OTHER_LOG: ({ position, stream, path }) =>
    `le serveur ne contient pas l’événement ${position} (flux ${stream}) que la copie de cette machine tient de lui : il a été vidé ou remis d’une sauvegarde plus ancienne, ou EVENT_STORE_URL en désigne un autre ; sinon renommez la copie ${path} en ${path}.lost, où elle reste témoin de ce que le serveur a perdu, et redémarrez : une copie neuve est faite, et deux personnes reconnaissent la perte`,
  SERVER_CONTENT_CHANGED: ({ from }) =>
    `à partir de l’événement ${from}, ce que le serveur contient n’est plus ce qui y a été enregistré ; decompte audit verify dit quoi`,
  EVENT_NOT_OURS: ({ event }) => `l’événement ${event} n’a pas été écrit par Décompte (JSON)`,
  METADATA_NOT_OURS: ({ event }) => `l’événement ${event} n’a pas les métadonnées que Décompte écrit`,
};

const TIMESTAMP_FAULTS: Readonly<Record<TimestampFault, string>> = {
  NO_TIMESTAMP: 'ce n’est pas la réponse d’une autorité d’horodatage (RFC 3161)',
  REFUSED: 'l’autorité a refusé la demande',
  OTHER_DIGEST: 'l’autorité a horodaté autre chose',
  CONTENT_CHANGED: 'ce qui est horodaté a été changé depuis',
  SIGNER_UNKNOWN: 'le certificat de l’autorité n’est pas de ceux qui sont donnés',
  SIGNER_OUT_OF_TIME: 'le certificat de l’autorité n’était pas valable alors',
  SIGNATURE_WRONG: 'la signature de l’autorité ne convient pas',
};

const OF_CHAINS: Sentences<AuditFinding> = {
  POSITION_EXPECTED: ({ expected }) => `la position ${expected} était attendue`,
  COMMIT_CHANGED: ({ from, to }) =>
    from === to
      ? 'son contenu chiffré, ou le maillon de son enregistrement, n’est pas celui qui a été enregistré'
      : `un des événements ${from} à ${to}, enregistrés ensemble, n’est pas celui qui a été enregistré : leur contenu est chiffré, leur maillon commun seul les prouve`,
  EVENT_CHANGED: () => 'son contenu ou son maillon n’est pas celui qui a été enregistré',
  EVENT_MOVED: ({ foundAt }) => `l’événement qui a sa place ici est à la position ${foundAt}`,
  EVENTS_INSERTED: ({ count, foundAt }) =>
    `${count === 1 ? 'un événement a été mis' : `${count} événements ont été mis`} ici ; celui qui y a sa place est à la position ${foundAt}`,
  EVENT_MISSING: ({ next }) => `il n’y a pas d’événement à cette position ; le suivant est le ${next}`,
  EVENTS_MISSING: ({ from, to }) => `il n’y a pas d’événements de la position ${from} à ${to}`,
  EVENTS_REMOVED: ({ count }) =>
    `${count === 1 ? 'un événement a été retiré' : `${count} événements ont été retirés`}, et la suite avancée à sa place`,
  LOG_UNREADABLE_HERE: ({ cause }) => `le journal ne peut pas être lu à partir de là (${said(OF_STORES, cause)})`,
  END_CUT_OFF: ({ finding }) => `${said(OF_STORES, finding)} : la fin du journal a été coupée, ou cette ligne changée`,
  CHAIN_REMADE: ({ checkpoint, since }) => {
    const where = since === 0 ? 'depuis le début' : `après la position ${since}, où elle était encore celle signée`;
    return `le point de contrôle ${checkpoint} y a un autre maillon : la chaîne a été refaite, à un endroit ${where}`;
  },
  LOG_ENDS_BEFORE_CHECKPOINT: ({ end, checkpoint, signedAt }) =>
    `le journal finit à la position ${end}, le point de contrôle ${checkpoint === undefined ? '' : `${checkpoint} `}a été signé à la position ${signedAt}`,
  CHECKPOINT_SIGNATURE_WRONG: ({ checkpoint }) =>
    `la signature de ${checkpoint} ne convient pas à son contenu ; reprenez-en une copie`,
  CHECKPOINT_KEY_UNKNOWN: ({ checkpoint, key }) =>
    `${checkpoint} est signé par la clé ${key}, dont la clé publique n’est pas donnée`,
  CHECKPOINT_OUT_OF_TIME: ({ checkpoint, key, time }) =>
    `${checkpoint} est signé le ${time} par la clé ${key}, qui ne signait pas alors : une autre l’a précédée ou remplacée`,
  CHECKPOINT_ROOT_WRONG: ({ checkpoint }) =>
    `${checkpoint} a le maillon du journal, et une autre racine : une liasse sous lui prouverait ce que le journal n’a pas ; gardez-le, et demandez qui l’a signé`,
  COUNTERSIGNATURE_WRONG: ({ file }) =>
    `${file} ne contresigne pas le point de contrôle dont il porte le nom, ou est de qui l’a signé`,
  TIMESTAMP_WRONG: ({ file, fault }) =>
    `${file} n’horodate pas le point de contrôle dont il porte le nom : ${TIMESTAMP_FAULTS[fault]}`,
  ATTESTED_CHECKPOINT_MISSING: ({ file }) =>
    `${file} est d’un point de contrôle qui n’est pas là : il a été ôté, reprenez-en une copie`,
  KEY_SUCCESSION_WRONG: ({ file }) =>
    `${file} ne donne pas une clé à la suite d’une autre : il y manque la signature de l’une des deux ; reprenez-en une copie`,
  KEY_SUCCEEDED_TWICE: ({ key, files }) =>
    `la clé ${key} a deux suites (${files.join(', ')}) : l’une des deux n’est pas de qui signe`,
  CHECKPOINT_BEFORE_MISSING: ({ checkpoint, sequence }) =>
    `${checkpoint} nomme celui d’avant (numéro ${sequence}), qui n’est pas là : il a été ôté ou remplacé ; reprenez-en une copie`,
  CHECKPOINTS_FORKED: ({ checkpoint, other }) =>
    `${checkpoint} et ${other} nomment le même point de contrôle d’avant : l’un des deux a pris la place de l’autre`,
  CHECKPOINT_GONE: ({ signedAt, recordedAt }) =>
    `le journal dit à la position ${recordedAt} qu’un point de contrôle a été signé à la position ${signedAt} ; il n’est pas là : il a été ôté, reprenez-en une copie, ou deux personnes en reconnaissent la perte`,
  LINK_NOT_SIGNED: () => 'le point de contrôle y a un autre maillon : la chaîne n’est pas celle signée',
  FORMER_DIFFERS: () =>
    'les événements portés de l’ancien journal ne mènent pas à son dernier maillon : ce ne sont pas les siens',
  FORMER_NOT_COMPARED: ({ checkpoint, end }) =>
    `${checkpoint} est d’un autre journal, dont celui-ci dit être porté jusqu’à la position ${end} : rien ne l’y compare, et aucun point de contrôle de celui-ci n’est signé depuis ; si vous venez de le porter, comparez les deux et signez-en un (decompte audit checkpoint --carried-over), sinon la chaîne a été refaite`,
  ROOT_NOT_SIGNED: () => 'la racine du point de contrôle n’est pas celle du journal ; signez-en un autre',
};

const FINDINGS: Sentences<StoreFinding | AuditFinding> = { ...OF_STORES, ...OF_CHAINS };

export const AUDIT_SENTENCES: Sentences<AuditRefusal | AuditFinding | StoreFinding> = {
  ...FINDINGS,
  KEY_UNREADABLE: ({ path, reason }) => `la clé ${path} ne peut pas être lue (${causeInFrench(reason)})`,
  KEY_OF_OTHER_KIND: ({ path, expected }) =>
    `${path} ne contient pas ${KINDS[expected]} ; decompte audit keygen fait les deux`,
  KEY_NOT_ED25519: ({ path }) => `${path} n’est pas une clé Ed25519 au format PEM ; decompte audit keygen en fait une`,
  CHECKPOINTS_UNREADABLE: ({ folder, reason }) =>
    reason.startsWith('ENOENT: ')
      ? `il n’y a pas de dossier ${folder}, ni donc de point de contrôle ; le premier qui y est signé le fait, ou donnez celui où ils sont`
      : `le dossier de points de contrôle ${folder} ne peut pas être lu (${causeInFrench(reason)})`,
  CHECKPOINT_UNREADABLE: ({ path, reason }) =>
    `le point de contrôle ${path} ne peut pas être lu (${causeInFrench(reason)})`,
  CHECKPOINT_INVALID: ({ path, format }) =>
    `${path} n’est pas un point de contrôle au format ${format} ; reprenez-en une copie`,
  COUNTERSIGNATURE_INVALID: ({ path }) => `${path} n’est pas une contresignature ; reprenez-en une copie`,
  COUNTERSIGNED_BY_SIGNER: ({ key }) =>
    `la clé ${key} a signé ce point de contrôle ; c’est une autre clé qui le contresigne`,
  ATTESTATION_UNREADABLE: ({ path, reason }) =>
    `${path}, à côté d’un point de contrôle, ne peut pas être lu (${causeInFrench(reason)})`,
  CERTIFICATE_UNREADABLE: ({ path, reason }) =>
    /^[A-Z]+: /.test(reason)
      ? `le certificat ${path} ne peut pas être lu (${causeInFrench(reason)})`
      : `${path} n’est pas un certificat, au format PEM ou DER ; donnez celui de l’autorité d’horodatage`,
  COUNTERSIGNATURE_REFUSED: ({ key }) =>
    `la contresignature de la clé ${key} n’est pas de ce point de contrôle, ou la clé publique n’est pas donnée (AUDIT_PUBLIC_KEY_FILES)`,
  TIMESTAMP_REFUSED: ({ fault }) => `l’horodatage n’est pas gardé : ${TIMESTAMP_FAULTS[fault]}`,
  ATTESTED_ALREADY: ({ file }) => `${file} est déjà là ; rien n’est écrasé`,
  SUCCESSION_INVALID: ({ path, format }) =>
    `${path} n’est pas la suite d’une clé au format ${format} ; reprenez-en une copie`,
  KEY_SUCCEEDED: ({ key, by, since }) =>
    `la clé ${key} ne signe plus depuis le ${since} : c’est ${by} ; donnez celle-ci`,
  KEY_SUCCEEDS_ITSELF: ({ key }) => `la clé ${key} ne peut pas se suivre elle-même ; donnez une clé neuve`,
  NO_CHECKPOINT_AT: ({ position }) =>
    position === 0
      ? 'il n’y a pas de point de contrôle ; signez-en un'
      : `il n’y a pas de point de contrôle de la position ${position}`,
  CHECKPOINTS_OUT_OF_ORDER: ({ from, to }) =>
    `le premier point de contrôle (position ${from}) vient après le second (position ${to}) ; donnez-les dans l’ordre`,
  KEY_INSIDE_STORE: ({ path }) =>
    `${path} est dans le dossier du journal ; la clé se garde ailleurs, hors de portée de qui y écrit`,
  LOG_EMPTY: () => 'le journal est vide ; importez des faits avant d’en signer un point de contrôle',
  NO_CHECKPOINT: ({ folder }) => `il n’y a pas de point de contrôle dans ${folder} ; signez-en un`,
  EVENT_NOT_SIGNED: ({ position, signedAt }) =>
    `l’événement ${position} vient après le dernier point de contrôle, signé à la position ${signedAt} ; signez-en un autre`,
  // A job that fails is recorded with this: the name of the stream may be a patient's.
  STREAM_NOT_SIGNED: ({ signedAt }) =>
    `aucun événement de ce flux jusqu’à la position ${signedAt} ; un flux se nomme par exemple patient-P000001`,
  LOG_DOES_NOT_FIT: ({ misfit }) => {
    const { position, detail } = saidMisfit(misfit);
    const where = position === undefined ? '' : `position ${position}, `;
    return `le journal ne convient pas (${where}${detail}) ; rien n’est signé ni exporté, et la vérification en dit plus`;
  },
  EVENT_NOT_PUBLISHED: ({ id }) =>
    `le flux de ce journal n’a pas d’événement ${id} ; reprenez l’id tel que le flux le donne`,
  NOTHING_TO_SAMPLE: () => 'il n’y a aucun montant plus grand que 0 à tirer ; choisissez plus large',
  SAMPLE_TOO_LARGE: ({ hits, most }) =>
    `ce tirage serait de ${hits} centimes, et ${most} est le plus grand ; prenez un plus grand intervalle`,
  CHECKPOINTS_NOT_SET: () =>
    'cette installation n’a pas de dossier de points de contrôle ; faites régler AUDIT_CHECKPOINTS, par exemple /var/lib/decompte-controles',
  SIGNING_KEY_NOT_SET: () =>
    'cette installation n’a pas de clé qui signe les points de contrôle ; faites régler AUDIT_KEY_FILE, par exemple /run/secrets/controle.pem, ou signez là où elle est',
};

/** A misfit with its sentence, as a person or a program reads it. */
interface SaidMisfit extends Pick<Misfit, 'kind' | 'position'> {
  /** Without a full stop at its end. */
  readonly detail: string;
}

export function saidMisfit({ finding, ...misfit }: Misfit): SaidMisfit {
  return { ...misfit, detail: said(FINDINGS, finding) };
}
