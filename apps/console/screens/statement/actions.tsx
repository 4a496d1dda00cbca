/** The actions of a person on the statement at its stage; each asks for confirmation. */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField } from '../../parts/fields.tsx';
import { Moved, rereadIfRefused } from '../../parts/moved.tsx';
import { type Stage, periodInFrench } from '../../parts/words.tsx';
import type { Role } from '../../session/roles.ts';
import { useSession } from '../../session/session.ts';
import type { Decisions, TeamPeriod } from './queries.ts';
import { type Step, sendStep } from './send-step.ts';
import { type ReadCalculation, type Subject, subjectOf } from './step-subject.ts';

interface Way {
  readonly stages: readonly Stage[];
  readonly role: Role;
  readonly verb: string;
  /** Describes the finished action. */
  readonly done: string;
  readonly asksReason?: boolean;
}

const WAYS: Readonly<Record<Step, Way>> = {
  submit: { stages: ['CALCULATED', 'REGULARISATION_DRAFTED'], role: 'operator', verb: 'Soumettre', done: 'soumis' },
  approve: {
    stages: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
    role: 'approver',
    verb: 'Approuver',
    done: 'approuvé',
  },
  reject: {
    stages: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
    role: 'approver',
    verb: 'Rejeter',
    done: 'rejeté',
    asksReason: true,
  },
  withdraw: { stages: ['APPROVED'], role: 'approver', verb: 'Retirer', done: 'retiré', asksReason: true },
  regularise: { stages: ['APPROVED'], role: 'operator', verb: 'Régulariser', done: 'régularisation préparée' },
};
const STEPS = Object.keys(WAYS) as readonly Step[];

interface ActionsProps {
  readonly of: TeamPeriod;
  readonly decisions: Decisions;
  readonly calculated: ReadCalculation;
}

export function Actions({ of, decisions, calculated }: ActionsProps) {
  const { roles } = useSession();
  const [asked, ask] = useState<Asked>();
  const steps = STEPS.filter((step) => WAYS[step].stages.includes(decisions.stage) && roles.includes(WAYS[step].role));
  return (
    <>
      {steps.map((step) => (
        <button
          type="button"
          key={step}
          className={step === 'submit' || step === 'approve' ? 'primary' : undefined}
          onClick={() => ask({ step, ...subjectOf(step, decisions, calculated) })}
        >
          {WAYS[step].verb}
        </button>
      ))}
      {asked !== undefined && (
        <StepDialog
          asked={asked}
          now={subjectOf(asked.step, decisions, calculated).code}
          of={of}
          close={() => ask(undefined)}
        />
      )}
    </>
  );
}

/** A step, with what the screen showed when the person chose it. Another submission may replace that one while the dialog is open. */
interface Asked extends Subject {
  readonly step: Step;
}

interface StepDialogProps {
  readonly asked: Asked;
  /** The present code: the statement is read again while the dialog is open. */
  readonly now: Subject['code'];
  readonly of: TeamPeriod;
  readonly close: () => void;
}

function StepDialog({ asked: { step, what, cents, code }, now, of, close }: StepDialogProps) {
  const { verb, done, asksReason } = WAYS[step];
  const [knownOn, setKnownOn] = useState('');
  const name = `${of.team}, ${periodInFrench(of.period)}`;
  const hasMoved = code === undefined || now !== code;
  const amount = cents === undefined ? '' : `, ${euros(BigInt(cents))}`;
  return (
    <ConfirmDialog
      title={`${verb} ${what} de ${name}${amount} ?`}
      verb={verb}
      content={knownOn}
      moved={
        hasMoved ? (
          <Moved what={`Le décompte de ${name}`} close={close}>
            Ce qui est calculé, soumis ou décidé n’est plus ce que cette page montrait. Relisez-le, puis recommencez.
          </Moved>
        ) : undefined
      }
      reasonLabel={asksReason === true ? 'Pourquoi' : undefined}
      run={(command) => rereadIfRefused(sendStep(step, of, command, { knownOn, code: code ?? null }))}
      said={() => `${name} : ${done}.`}
      nothing={`${name} : rien n’est enregistré, un nouveau calcul donne les montants et les échéances décidés.`}
      close={close}
    >
      <p className="quiet">{FOLLOWS[step]}</p>
      {step === 'regularise' && <DayField label="Connu au (aujourd’hui si vide)" value={knownOn} set={setKnownOn} />}
    </ConfirmDialog>
  );
}

const FOLLOWS: Readonly<Record<Step, string>> = {
  submit: 'Une autre personne l’approuvera ou le rejettera.',
  approve: 'C’est décidé : le montant est dû aux jours prévus. Une autre personne que vous l’a soumis.',
  reject: 'Il redevient un calcul, avec votre motif dans son histoire.',
  withdraw: 'La décision est annulée ; rien ne doit en être libéré.',
  regularise:
    'Le calcul est refait avec ce qui est connu ce jour-là ; la différence est à soumettre, puis à approuver.',
};
