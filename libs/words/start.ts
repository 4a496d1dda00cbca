/** Sentences for the faults that keep a process from starting. */
import type { EnvironmentFault, StartFault, StoreVariable, VariableFault } from '#libs/runtime/start-faults.ts';
import type { Sentences } from '#libs/words/sentences.ts';
import { causeInFrench } from '#libs/words/system.ts';

const FOLDER_WANTED = 'indiquez un dossier où ce programme peut écrire, par exemple /var/lib/decompte';
const RANDOM_KEY = 'head -c 32 /dev/urandom | base64';
const READABLE = 'donnez le chemin d’un fichier que ce programme peut lire, par exemple /run/secrets/';

const MONGODB = 'mongodb://HÔTE:PORT/BASE ou mongodb+srv://HÔTE/BASE';
const URLS: Readonly<Record<StoreVariable, string>> = {
  EVENT_STORE_URL: 'sqlite:CHEMIN ou kurrentdb://HÔTE:PORT',
  READ_STORE_URL: `sqlite:DOSSIER, ${MONGODB}`,
  KEY_STORE_URL: MONGODB,
  SHARED_URL: MONGODB,
};

const JOBS_URLS = 'local:CHEMIN, redis://HÔTE:PORT ou rediss://HÔTE:PORT';

export const START_SENTENCES: Sentences<StartFault | VariableFault | EnvironmentFault> = {
  FOLDER_NOT_A_FOLDER: ({ variable, value }) => `${variable} : ${value} n’est pas un dossier ; ${FOLDER_WANTED}`,
  FOLDER_NOT_WRITABLE: ({ variable, value }) =>
    `${variable} : ${value} ne peut pas être écrit par ce programme ; ${FOLDER_WANTED}`,
  FOLDER_UNUSABLE: ({ variable, value, reason }) =>
    `${variable} : ${value} ne peut pas servir (${reason}) ; ${FOLDER_WANTED}`,
  PORT_TAKEN: ({ variable, value }) =>
    `${variable} vaut « ${value} » ; ce port est déjà pris : choisissez-en un autre, ou arrêtez le programme qui l’occupe`,
  PORT_FORBIDDEN: ({ variable, value }) =>
    `${variable} vaut « ${value} » ; ce programme n’a pas le droit d’écouter à ce port : choisissez-en un de 1024 à 65535`,
  HOST_NOT_HERE: ({ variable, value }) =>
    `${variable} vaut « ${value} » ; ce n’est pas une adresse de cette machine : 127.0.0.1 pour elle seule, 0.0.0.0 pour tous`,
  VARIABLE_NOT_SET: ({ example }) => `n’est pas réglé ; il le faut, par exemple ${example}`,
  VARIABLE_NOT_A_NUMBER: ({ value, least, most }) =>
    `vaut « ${value} » ; il faut un nombre entier de ${least} à ${most}`,
  VARIABLE_NOT_AMONG: ({ value, allowed }) => `vaut « ${value} » ; choisissez parmi ${allowed.join(', ')}`,
  VARIABLE_NOT_A_URI: ({ value }) => `vaut « ${value} » ; il faut une URI, par exemple urn:exemple:decompte`,
  VARIABLE_NOT_A_WEB_ADDRESS: ({ value, example }) =>
    `vaut « ${value} » ; il faut une adresse http(s)://…, par exemple ${example}`,
  KEY_TOO_SHORT: ({ path, bytes, least }) =>
    `: ${path} contient ${bytes} octets en base64 ; il en faut au moins ${least}, par exemple ceux de ${RANDOM_KEY}`,
  KEY_FILE_UNREADABLE: ({ path, reason }) =>
    `: ${path} ne peut pas être lu (${causeInFrench(reason)}) ; ${READABLE}decompte-cle`,
  SECRET_FILE_EMPTY: ({ path }) => `: ${path} est vide ; il faut le secret donné par le fournisseur d’identité`,
  SECRET_FILE_OPEN: ({ path, mode }) =>
    `: ${path} est ouvert à d’autres (${mode}) ; réservez-le à ce programme : chmod 600 (640 pour un groupe)`,
  KEY_NOT_BASE64: ({ path }) => `: ${path} n’est pas en base64 ; faites-en une clé : ${RANDOM_KEY}`,
  KEY_WEAK: ({ path }) => `: ${path} contient une clé que l’on devine ; tirez-la au sort : ${RANDOM_KEY}`,
  NETWORK_OF_EVERYONE: ({ entry }) =>
    `« ${entry} » est un réseau si large que tout appelant y est ; nommez vos mandataires, par exemple 10.1.0.7`,
  HOSTS_OF_EVERYONE: ({ entry }) =>
    `« ${entry} » est un réseau si large que toute machine y est ; nommez celles qui sont à vous, par exemple 10.1.0.7`,
  NOT_A_NETWORK: ({ entry }) => `« ${entry} » n’est ni une adresse, ni un réseau comme 10.1.0.0/16`,
  EVENT_STORE_URL_UNKNOWN: ({ scheme }) =>
    `EVENT_STORE_URL commence par « ${scheme}: » ; c’est ${URLS.EVENT_STORE_URL}`,
  READ_STORE_URL_UNKNOWN: ({ scheme }) => `READ_STORE_URL commence par « ${scheme}: » ; c’est ${URLS.READ_STORE_URL}`,
  KEY_STORE_URL_UNKNOWN: ({ scheme }) => `KEY_STORE_URL commence par « ${scheme}: » ; c’est ${URLS.KEY_STORE_URL}`,
  SHARED_URL_UNKNOWN: ({ scheme }) => `SHARED_URL commence par « ${scheme}: » ; c’est ${URLS.SHARED_URL}`,
  STORE_URL_ENDS: ({ variable, scheme }) => `${variable} vaut « ${scheme} » et rien ne suit ; c’est ${URLS[variable]}`,
  STORE_URL_NOT_A_PATH: ({ variable }) =>
    `${variable} a « file: » après « sqlite: » ; c’est ${URLS[variable]}, sans options`,
  JOBS_URL_UNKNOWN: ({ scheme }) => `JOBS_URL commence par « ${scheme}: » ; c’est ${JOBS_URLS}`,
  JOBS_URL_ENDS: ({ scheme }) => `JOBS_URL vaut « ${scheme} » et rien ne suit ; c’est ${JOBS_URLS}`,
  VARIABLE_SET_TWICE: ({ variable }) => `${variable} et ${variable}_FILE sont réglés tous deux ; gardez-en un`,
  VARIABLE_QUOTED: ({ variable }) => `${variable} est entre guillemets, qui en feraient partie ; ôtez-les`,
  VARIABLE_NOT_READ: ({ name, meant }) =>
    `${name} est réglé et n’est pas lu : c’est ${meant} qui l’est ; renommez-le, ou retirez-le`,
  VARIABLE_FILE_UNREADABLE: ({ variable, path, reason }) =>
    `${variable}_FILE : ${path} ne peut pas être lu (${causeInFrench(reason)}) ; ${READABLE}${variable.toLowerCase()}`,
  DEVELOPMENT_IN_PRODUCTION: () =>
    'ACCESS vaut development et NODE_ENV production ; en production, ACCESS=openid avec un fournisseur',
  NODE_ENV_NEARLY_PRODUCTION: ({ value }) =>
    `NODE_ENV vaut « ${value} », que rien ne prend pour production ; écrivez production, ou un autre mot`,
  VARIABLE_FILE_OPEN: ({ variable, path, mode }) =>
    `${variable} : ${path} est ouvert à d’autres (${mode}) ; réservez-le à ce programme : chmod 600 (640 pour un groupe)`,
  DEVELOPMENT_OUTSIDE: ({ host }) =>
    `ACCESS vaut development et HOST « ${host} » : quiconque atteint cette adresse a tous les droits ; HOST=127.0.0.1, ou ACCESS=openid`,
  KEYS_NOT_OVER_TLS: ({ variable, value }) =>
    `${variable} est à ${value}, sans TLS : qui est sur le chemin peut donner ses propres clés ; il faut https://…`,
  SERVER_WITHOUT_TLS: ({ variable, host }) =>
    `${variable} : ${host} est atteint sans TLS ; activez-le dans l’URL (tls=true, ou rediss:// pour Redis), ou nommez ${host} dans PLAIN_HOSTS si son réseau n’est qu’à vous`,
  SERVER_WITHOUT_PASSWORD: ({ variable, host }) =>
    `${variable} : ${host} est atteint sans mot de passe ; donnez-en un (NOM:MOT-DE-PASSE@${host}), ou nommez ${host} dans PLAIN_HOSTS si son réseau n’est qu’à vous`,
  KEYS_OF_ONE_MACHINE: () =>
    'KEY_STORE_URL n’est pas réglé : le journal et le magasin de lecture sont sur des serveurs, pour plusieurs machines, et les clés des patients dans un fichier de celle-ci (keys.db) ; donnez une base de MongoDB qui n’est à rien d’autre (mongodb://HÔTE:PORT/BASE), puis decompte keys move',
  KEYS_APART_FROM_LOG: () =>
    'KEY_STORE_URL est réglé, et le journal est un fichier : ses clés sont dans un fichier à côté (keys.db) ; retirez ce réglage, ou mettez le journal sur un serveur (EVENT_STORE_URL)',
  SERVER_NOT_VERIFIED: ({ variable, host }) =>
    `${variable} : le certificat de ${host} n’est pas vérifié, et un autre peut se faire passer pour lui ; retirez de l’URL ce qui le permet, et donnez l’autorité par tlsCAFile`,
  NO_SERVER_VERIFIED: () =>
    'NODE_TLS_REJECT_UNAUTHORIZED vaut 0 : aucun certificat n’est vérifié ; retirez-le, et donnez l’autorité par NODE_EXTRA_CA_CERTS',
  PATIENTS_IN_CLEAR: () =>
    'PATIENT_ENCRYPTION vaut off : les données des patients d’un nouveau journal y sont en clair, et aucun patient ne pourra être effacé ; retirez ce réglage',
  PATIENT_KEY_BESIDE_LOG: () =>
    'PATIENT_KEY_FILE n’est pas réglé : la clé qui protège celles des patients est faite à côté du journal (patients.key), où elle ne protège de rien ; hors du développement, mettez-la ailleurs : head -c 32 /dev/urandom | base64 > FICHIER, chmod 600 FICHIER',
  LOGIN_INCOMPLETE: ({ missing }) =>
    `OIDC_CLIENT_ID, OIDC_CLIENT_SECRET_FILE et OIDC_REDIRECT_URL vont ensemble ; il manque ${missing.join(' et ')} ; réglez par exemple OIDC_CLIENT_ID=decompte-console, OIDC_CLIENT_SECRET_FILE=/run/secrets/oidc, OIDC_REDIRECT_URL=https://decompte.exemple.fr/session/openid/callback`,
  LOGIN_NOT_OVER_TLS: ({ variable, value }) =>
    `${variable} vaut « ${value} » ; pour la connexion à la console il faut https://… (http:// sur la machine même seulement)`,
  LOGIN_REDIRECT_ELSEWHERE: ({ value, path }) =>
    `OIDC_REDIRECT_URL vaut « ${value} » ; il faut l’adresse du service suivie de ${path}, sans rien après, par exemple https://decompte.exemple.fr${path}`,
  CONFIGURATION_REFUSED: ({ faults }) =>
    `La configuration est refusée :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  STORE_FILE_UNUSABLE: ({ reason, path = 'un des fichiers' }) =>
    `DATA, ou EVENT_STORE_URL, READ_STORE_URL ou JOBS_URL : ${path} n’est pas une base que ce programme peut ouvrir (${causeInFrench(reason)}) ; indiquez les siens, ou un chemin où il n’y a encore rien, par exemple DATA=/var/lib/decompte`,
};
