/** Sentences for failures of the stores and of the queue. */
import type { LogFailure } from '#libs/event-store/event-store.ts';
import type { MigrationRefusal } from '#libs/event-store/migrate.ts';
import type { ServerUrlFault } from '#libs/kernel/server-url.ts';
import type { KeysFailure } from '#libs/patient-keys/patient-keys.ts';
import type { QueueFailure } from '#libs/jobs/job-queue.ts';
import type { StoreDamage, StoreFailure } from '#libs/kernel/store-unavailable.ts';
import { counted } from '#libs/kernel/counted.ts';
import { causeInFrench } from '#libs/words/system.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const NOT_WRITTEN = 'l’écriture n’a pas pu se faire';

export const STORE_SENTENCES: Sentences<
  StoreFailure | StoreDamage | LogFailure | MigrationRefusal | QueueFailure | ServerUrlFault | KeysFailure
> = {
  STORE_LOCKED: () => `${NOT_WRITTEN} : un autre processus écrit depuis trop longtemps ; réessayez`,
  STORE_DISK_FAILED: () => `${NOT_WRITTEN} : le disque ne lit ou n’écrit plus ; regardez son état`,
  STORE_DISK_FULL: () => `${NOT_WRITTEN} : le disque est plein ; libérez de la place, puis réessayez`,
  STORE_FILES_OPEN: () =>
    'un magasin ne peut pas être ouvert : ce programme, ou cette machine, a trop de fichiers ouverts ; relevez leur nombre (ulimit -n), puis relancez',
  STORE_DAMAGED: () =>
    'un fichier des magasins est endommagé, et le service n’est plus prêt ; repartez d’une sauvegarde du journal, ou ôtez le magasin de lecture s’il s’agit de lui (docs/operations.md)',
  STORE_REPLACED: ({ path }) =>
    `${path}, ou son voisin -wal ou -shm, a été remplacé ou ôté pendant que ce programme s’en servait : rien n’y est plus enregistré ; arrêtez tous les services, remettez ensemble le bon fichier et son -wal s’il en a un, puis relancez-les`,
  SCRATCH_REPLACED: ({ documents }) =>
    `ce que le magasin de lecture garde sous le nom ${documents} n’est pas à cette place : un autre y a été mis ; arrêtez les services, et reprenez-le de la dernière sauvegarde, ou ôtez-le`,
  EVENT_IMPOSSIBLE: ({ position }) =>
    `l’événement ${position} du journal ne peut pas suivre ceux qui le précèdent : aucune commande ne l’a enregistré ainsi, et rien n’est cru de la suite ; l’audit des règles dit ce qu’il a d’impossible, et la vérification si le journal a été changé`,
  EVENT_GARBLED: ({ position, type }) =>
    `l’événement ${position} du journal (${type}) ne se lit pas : son contenu a été changé ou abîmé, ou vient d’une version plus récente de ce programme ; la vérification du journal dit s’il est tel qu’il a été enregistré, et sinon reprenez le journal de la dernière sauvegarde`,
  DOCUMENT_GARBLED: ({ projection }) =>
    `un document de la projection ${projection} ne se lit pas : le magasin de lecture a été changé ou abîmé ; le journal n’est pas en cause, reconstruisez-la`,
  STORE_END_BESIDE: ({ path }) =>
    `${path} est dans un dossier où ce programme ne peut pas écrire, et la fin de ce qu’il contient est encore dans ${path}-wal : copiez les deux ensemble dans un dossier où il peut écrire, et lisez la copie`,
  STORE_END_OF_ANOTHER: ({ path }) =>
    `${path}-wal n’est pas la suite de ${path}, mais d’une autre copie de ce fichier : appliqué, il l’abîmerait, et rien n’est lu ni écrit ; arrêtez les services, puis mettez de côté ${path}-wal et ${path}-shm, ou remettez à sa place le fichier dont ils sont la suite`,
  STORE_BUSY: () => 'd’autres enregistrements passent toujours avant ; réessayez',
  SERVER_SILENT: ({ seconds }) =>
    seconds === undefined
      ? 'KurrentDB ne répond pas ; réessayez'
      : `KurrentDB ne répond pas depuis ${seconds} s : vérifiez qu’il tourne, et l’adresse, tls et tlsCAFile dans son URL`,
  LOG_NAME_INVALID: () => 'EVENT_STORE_URL : log nomme le journal, en 1 à 64 lettres, chiffres, - _ et .',
  PASSWORD_FILE_WITHOUT_USER: () =>
    'EVENT_STORE_URL : passwordFile demande un nom d’utilisateur : kurrentdb://NOM@hôte…',
  READ_STORE_USER_MISSING: ({ variable }) =>
    `${variable} : passwordFile demande un nom d’utilisateur : mongodb://NOM@hôte…`,
  READ_STORE_URL_INVALID: ({ reason, variable }) => `${variable} n’est pas une URL que MongoDB accepte (${reason})`,
  SERVER_ACCESS_DENIED: () =>
    'KurrentDB refuse l’accès : vérifiez dans son URL le nom et le mot de passe (ou passwordFile), et les droits de ce compte',
  READ_STORE_DATABASE_REFUSED: ({ variable }) =>
    `${variable} : la base est une de celles du serveur (admin, config, local), ou a un nom que tous ne prennent pas : donnez-en une à Décompte, comme mongodb://HÔTE/decompte?authSource=admin`,
  READ_STORE_SILENT: ({ seconds, variable, reason }) =>
    `MongoDB ne répond pas depuis ${seconds} s : vérifiez qu’il tourne, et l’adresse, tls et tlsCAFile dans ${variable} (${reason.replace(/\.$/, '')})`,
  READ_STORE_ACCESS_DENIED: ({ variable }) =>
    `MongoDB refuse l’accès : vérifiez dans ${variable} le nom et le mot de passe (ou passwordFile), authSource, et les droits de ce compte`,
  SESSIONS_SILENT: () => 'Redis ne répond pas, qui garde les sessions ; réessayez',
  BUILD_REMOVED: ({ build }) =>
    `les documents ${build} ne sont plus dans MongoDB : ils ont été refaits, ou la base a été vidée ; réessayez`,
  DOCUMENT_TOO_LARGE: ({ key, bytes, max }) =>
    `le document ${key} fait ${bytes} octets, et MongoDB n’en garde que ${max} : gardez les projections dans SQLite (READ_STORE_URL=sqlite:DOSSIER)`,
  REVISION_CONFLICT: ({ stream, expected, actual }) =>
    `le flux ${stream} est à la révision ${actual}, la commande attendait ${expected} : relisez-le et recommencez`,
  CLOCK_WENT_BACK: ({ clock, last, position }) =>
    `l’horloge de cette machine indique ${clock}, avant le dernier enregistrement du journal (${last}, position ${position}), et rien n’a été écrit : remettez-la à l’heure, puis recommencez ; si c’est l’heure de ce dernier enregistrement qui est fausse, restaurez la sauvegarde d’avant lui (docs/operations.md)`,
  LOG_READ_ONLY: ({ path }) =>
    `le journal ${path} est d’une version antérieure : on peut le lire, pas y écrire ; portez-le dans un nouveau fichier par decompte migrate --to sqlite:CHEMIN, puis mettez celui-ci à sa place (docs/operations.md)`,
  LOG_UNFINISHED: ({ path }) =>
    `le journal ${path} est une copie inachevée : relancez la commande migrate qui l’écrivait (--to sqlite:${path}), elle continue ; rien d’autre ne le lit avant qu’il soit entier`,
  LOG_FORM_UNKNOWN: ({ path, form }) =>
    `le journal ${path} est de la forme ${form}, que cette version ne connaît pas : prenez la version qui l’a écrit, ou une plus récente`,
  ROW_SEALED: ({ stream, position }) =>
    `le flux ${stream} est chiffré (position ${position}), et ses clés ne sont pas là : indiquez où elles sont`,
  LEASE_HELD: ({ host, pid }) =>
    `un autre enregistrement est en cours (processus ${pid} sur ${host}) : attendez qu’il finisse`,
  LEASE_TAKEN_OVER: () => 'un autre enregistrement a pris la main : relancez l’import quand il aura fini',
  TARGET_LONGER: ({ events, end }) =>
    `la destination contient ${counted(events, 'événement')}, plus que le journal (${end}) : ce n’en est pas une copie`,
  TARGET_DIFFERS: ({ position }) =>
    `la destination contient un autre journal, ou a reçu autre chose pendant la copie : elle diffère avant la position ${position} ; donnez une destination neuve`,
  COPY_DIFFERS: ({ position }) =>
    `la copie diffère du journal avant la position ${position} ; donnez une destination neuve`,
  SOURCE_DIFFERS: ({ position }) =>
    `le journal ne convient pas à sa chaîne à la position ${position} : decompte audit verify dit où ; repartez d’une sauvegarde qui convient`,
  SOURCE_OF_THIS_FORM: () =>
    'le journal est déjà de cette forme : decompte backup le copie tel qu’il est, sa chaîne comprise ; un journal en clair se chiffre en chemin, sans PATIENT_ENCRYPTION=off et vers un journal neuf',
  KEYS_WRAPPED_OTHERWISE: ({ path, wrappedBy }) =>
    `les clés des patients sont protégées par une autre clé (empreinte ${wrappedBy}) que celle de ${path} : donnez le fichier de cette clé dans PATIENT_KEY_FILE`,
  KEY_FILE_MISSING: ({ path, wrappedBy }) =>
    `il n’y a pas de ${path}, la clé qui protège celles des patients (empreinte ${wrappedBy}) : remettez-la à sa place, ou donnez son fichier dans PATIENT_KEY_FILE`,
  KEYS_OF_ANOTHER: ({ place }) =>
    `la base ${place} contient déjà d’autres clés, d’une autre installation ou d’avant une rotation : donnez une base vide dans KEY_STORE_URL`,
  KEYS_THERE_OF_ANOTHER: ({ path, key }) =>
    `${path}, ou ${key}, est déjà là, d’une autre installation ou d’avant une rotation, et rien n’est remplacé : donnez un autre dossier dans --to, ou mettez ces deux fichiers de côté`,
  KEYS_MOVED: ({ path }) =>
    `les clés de ${path} sont déplacées dans une base de MongoDB : réglez KEY_STORE_URL, ou achevez ce déplacement s’il a été interrompu`,
  KEYS_BEING_MOVED: ({ place }) =>
    `la base ${place} n’a encore qu’une partie des clés que l’on y déplace : achevez d’abord ce déplacement`,
  KEY_FILE_REFUSED: ({ why }) => `la clé qui protège celles des patients ${why}`,
  SEALING_PACKAGE_MISSING: ({ name }) =>
    `le paquet ${name} manque aux dépendances installées : arrêtez les services, lancez « npm run setup », puis recommencez`,
  KEYS_MISSING: ({ path }) =>
    path === ''
      ? 'les données des patients de ce journal sont chiffrées : retirez PATIENT_ENCRYPTION=off'
      : `les données des patients de ce journal sont chiffrées, et leurs clés ne sont pas là : remettez ${path} à sa place`,
  KEYS_OLDER: ({ reference }) =>
    `les clés des patients sont une copie d’avant une partie du journal : celle de ${reference.slice(0, 12)}… n’y est pas, et personne ne l’a détruite ; rien n’est enregistré ni refait avec elles : remettez la dernière copie des clés (keys.db)`,
  KEY_DAMAGED: ({ reference }) =>
    `la clé du patient, ou de la ligne, ${reference.slice(0, 12)}… ne s’ouvre pas : keys.db est abîmé, ou mêlé à une autre copie ; remettez la dernière copie saine de keys.db`,
  KEYS_UNREADABLE: ({ path, reason }) =>
    `les clés des patients (${path}) ne peuvent pas être lues : ${reason === undefined ? 'ce qui y est gardé est abîmé' : causeInFrench(reason)} ; remettez-en la dernière copie saine`,
  SEALED_OTHERWISE: ({ reference }) =>
    `ce qui est enregistré du patient, ou de la ligne, ${reference.slice(0, 12)}… ne s’ouvre pas avec sa clé : remettez la dernière copie de keys.db ; decompte audit verify dit si le journal lui-même a été changé`,
  KEYS_OF_BEFORE_ERASURE: () =>
    'les clés des patients sont une copie d’avant un effacement : une personne effacée est de nouveau lisible ; rien n’est montré tant que son effacement n’est pas achevé, ce qu’un travailleur fait dans la minute',
  SUBJECT_ERASED: () => 'ce patient est effacé : plus rien ne peut être enregistré de lui',
  QUEUE_FULL: () =>
    'la file des travaux (Redis) est pleine : donnez-lui de la mémoire (maxmemory), ou faites de la place ; ce qui est demandé reste au journal et sera fait ensuite',
  QUEUE_SILENT: ({ seconds }) =>
    seconds === undefined
      ? 'la file des travaux ne répond pas ; réessayez plus tard'
      : `la file des travaux (Redis) ne répond pas depuis ${seconds} s ; réessayez plus tard`,
};
