/** Approves or rejects the submissions of a report by the code that was read with it (coded-step.tsx). */
import { type CodedStepProps, CodedStep } from './coded-step.tsx';

const APPROVAL = {
  verb: 'Approuver',
  done: 'Approuvé',
  again: 'approuvez',
  meaning: 'C’est décidé : les montants sont dus aux jours prévus. Une autre personne que vous les a soumis.',
};

const REJECTION = {
  verb: 'Rejeter',
  done: 'Rejeté',
  again: 'rejetez',
  meaning: 'Ce qui est soumis redevient un calcul ou une proposition, avec votre motif ; ce qui est décidé reste.',
};

export function CodedApproval(props: Omit<CodedStepProps, 'words'>) {
  return <CodedStep words={APPROVAL} {...props} />;
}

export function CodedRejection(props: Omit<CodedStepProps, 'words' | 'reasonLabel'>) {
  return <CodedStep words={REJECTION} reasonLabel="Pourquoi" {...props} />;
}
