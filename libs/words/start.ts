/** Sentences for what keeps a process from starting. */
import type { StartFault } from '#libs/runtime/start-faults.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const FOLDER_WANTED = 'indiquez un dossier où ce programme peut écrire';

export const START: Sentences<StartFault> = {
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
  STORE_FILE_UNUSABLE: ({ reason }) =>
    `DATA, ou EVENT_STORE_URL, READ_STORE_URL ou JOBS_URL : un des fichiers n’est pas une base que ce programme peut ouvrir (${reason})`,
};
