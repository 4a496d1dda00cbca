/** Approves the content of a report by the code that was read with it (coded-step.tsx). */
import { type CodedStepProps, CodedStep } from './coded-step.tsx';

const APPROVAL = {
  verb: 'Approuver',
  done: 'Approuvé',
  again: 'approuvez',
  meaning: 'C’est décidé : les montants sont dus aux jours prévus. Une autre personne que vous les a soumis.',
};

export function CodedApproval(props: Omit<CodedStepProps, 'words'>) {
  return <CodedStep words={APPROVAL} {...props} />;
}
