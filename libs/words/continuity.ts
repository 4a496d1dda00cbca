/** Sentences for refusals because the log lost its end, and for reports of it. */
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import type { ContinuityRefusal } from '#libs/continuity/refusals.ts';
import type { Loss, Witness } from '#libs/continuity/witness.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const WITNESSES: Readonly<Record<Witness['kind'], (name: string) => string>> = {
  CHECKPOINT: (name) => `le point de contrôle ${name}`,
  READ_STORE: (name) => `la projection ${name} du magasin de lecture`,
  END: () => 'la dernière commande de cette installation',
  BANK_FILE: (name) => `le fichier ${name} remis pour la banque`,
  COPY: (name) => `la copie ${name} de cette machine`,
};

/** The witness that saw more of the log, or another log. */
function witnessText({ kind, name }: Pick<Witness, 'kind' | 'name'>): string {
  return WITNESSES[kind](name);
}

export const CONTINUITY_SENTENCES: Sentences<ContinuityRefusal> = {
  LOG_LOST_ITS_END: ({ witness, end }) => {
    const seen = `${witnessText(witness)} l’a vu à la position ${witness.position}`;
    const now =
      end < witness.position
        ? `il finit à la position ${end}`
        : 'il n’a plus à cette position ce qui y était enregistré';
    return `le journal a perdu sa fin : ${seen}, et ${now} ; rien ne se décide ni ne se paie avant que deux personnes aient reconnu cette perte, ou que le journal soit remis en entier`;
  },
  CARRIED_OVER_NOT_SIGNED: ({ position }) =>
    `le journal dit avoir été porté d’un autre jusqu’à la position ${position}, et aucun point de contrôle ne le confirme : rien ne se décide ni ne se paie avant qu’une personne l’ait vérifié et en ait signé un (--carried-over)`,
  NOTHING_LOST: () =>
    'le journal a tout ce que ses témoins ont vu, et les points de contrôle sont là ; il n’y a pas de perte à signaler',
  NO_LOSS_REPORTED: () => 'aucune perte du journal n’est signalée ; signalez-la d’abord, avec ce qui s’est passé',
};

/** The loss, in a few sentences. */
export function lossTexts({ files = [], ...loss }: Loss): readonly string[] {
  return [...(loss.lost.length === 0 ? [] : endTexts(loss)), ...missingTexts(files)];
}

/** Missing checkpoints, one sentence each. */
export function missingTexts(files: readonly MissingCheckpoint[]): readonly string[] {
  return files.map(({ sequence, position, digest }) => {
    const where = position === 0 ? 'que le suivant nomme' : `de la position ${position}, que le journal dit signé`;
    return `Le point de contrôle n° ${sequence}, ${where}, n’est plus dans son dossier (empreinte ${digest}).`;
  });
}

function endTexts({ lost, agreed, end }: Loss): readonly string[] {
  const since =
    agreed.position === 0
      ? 'Aucun témoin ne confirme ce qui précède.'
      : `Jusqu’à la position ${agreed.position}, un témoin confirme le journal (maillon ${agreed.link}).`;
  return [
    ...lost.map((witness) => {
      const text = witnessText(witness);
      return `${text.charAt(0).toUpperCase()}${text.slice(1)} a vu le journal à la position ${witness.position} (maillon ${witness.link}).`;
    }),
    end.position === 0
      ? 'Le journal est maintenant vide.'
      : `Le journal finit maintenant à la position ${end.position} (maillon ${end.link}).`,
    since,
  ];
}
