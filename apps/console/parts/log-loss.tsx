/**
 * The notice that the log lost its end, or that checkpoints are missing: the lost data, and the two steps by which two people acknowledge
 * the loss.
 */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { useMay, useSession } from '../session/session.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Day, Instant, PersonName } from './words.tsx';

type Losses = components['schemas']['LossesView'];
type Report = NonNullable<Losses['report']>;
type Step = 'report' | 'acknowledge' | 'refuse' | 'withdraw';

const lossesQuery = queryOptions({
  queryKey: ['losses'],
  queryFn: ({ signal }) => answer(client.GET('/audit/losses', { signal })),
});

/** Shows nothing while the log contains everything that its witnesses saw, and no checkpoint is missing. */
export function LogLossNotice() {
  const { data } = useQuery(lossesQuery);
  if (data === undefined) return null;
  if (data.loss === null && data.missing.length === 0)
    return data.witnessed ? null : (
      <p className="notice" role="status">
        Aucun témoin n’a vu ce journal : rien ne dit s’il a perdu sa fin. La prochaine écriture en laisse un.
      </p>
    );
  const { loss, missing, report } = data;
  return (
    <section className="notice fault" role="alert" aria-label="Perte du journal">
      {loss !== null && (
        <>
          <p>
            <strong>Le journal a perdu sa fin : rien ne se décide ni ne se paie.</strong>
          </p>
          <Details of={loss.details} />
        </>
      )}
      {missing.length > 0 && <MissingCheckpoints of={missing} />}
      <p>
        Remettez {loss === null ? 'ces fichiers' : 'le journal en entier'} si vous le pouvez. Sinon deux personnes
        reconnaissent cette perte : l’une la signale et dit ce qui s’est passé, une autre la reconnaît.
      </p>
      {report === null ? <NotReported /> : <Reported report={report} />}
    </section>
  );
}

/** Characters of a digest that tell one from another at a glance. */
const SHORT = 16;

function MissingCheckpoints({ of }: { readonly of: Losses['missing'] }) {
  return (
    <>
      <p>
        <strong>Des points de contrôle signés ne sont plus dans leur dossier : il n’en est pas signé d’autre.</strong>
      </p>
      <ul>
        {of.map(({ sequence, position, digest }) => (
          <li key={digest}>
            Point de contrôle n° {sequence}
            {position > 0 && `, de la position ${position}`} (empreinte <code>{digest.slice(0, SHORT)}</code>)
          </li>
        ))}
      </ul>
    </>
  );
}

function NotReported() {
  return useMay('operator') ? <Steps steps={['report']} code={undefined} /> : null;
}

/** The first step is the usual one. */
function Steps({ steps, code }: { readonly steps: readonly Step[]; readonly code: string | undefined }) {
  const [step, ask] = useState<Step>();
  return (
    <div className="actions">
      {steps.map((one, i) => (
        <button key={one} type="button" className={i === 0 ? 'primary' : undefined} onClick={() => ask(one)}>
          {WORDS[one].button}
        </button>
      ))}
      {step !== undefined && <StepDialog step={step} code={code} close={() => ask(undefined)} />}
    </div>
  );
}

function Details({ of }: { readonly of: readonly string[] }) {
  return (
    <ul>
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Reported({ report }: { readonly report: Report }) {
  const { reportedBy, reportedAt, reason, acknowledgeBy, code, details } = report;
  const [mayReport, mayAcknowledge] = [useMay('operator'), useMay('approver')];
  const isOwn = (reportedBy.subject ?? reportedBy.name) === useSession().subject;
  const ofOthers: readonly Step[] = mayAcknowledge && !isOwn ? ['acknowledge', 'refuse'] : [];
  return (
    <>
      <p>
        Signalée par <PersonName person={reportedBy} /> le <Instant at={reportedAt} /> : {reason}. À reconnaître au plus
        tard le <Day day={acknowledgeBy} />. Code de ce qui est lu ici : <code>{code}</code>
      </p>
      <Details of={details} />
      <Steps steps={mayReport && isOwn ? ['withdraw'] : ofOthers} code={code} />
    </>
  );
}

interface StepWords {
  readonly button: string;
  readonly title: string;
  readonly verb: string;
  readonly said: string;
  /** The label of the reason, if a reason is asked. */
  readonly reasonLabel?: string;
}

const WORDS: Readonly<Record<Step, StepWords>> = {
  report: {
    button: 'Signaler la perte…',
    title: 'Signaler ce qui est perdu ?',
    verb: 'Signaler',
    said: 'Perte signalée : une autre personne la reconnaît.',
    reasonLabel: 'Ce qui s’est passé',
  },
  acknowledge: {
    button: 'Reconnaître la perte…',
    title: 'Reconnaître la perte, telle qu’elle est signalée ?',
    verb: 'Reconnaître',
    said: 'Perte reconnue : on continue sur ce qui est là.',
  },
  refuse: {
    button: 'Refuser le signalement…',
    title: 'Refuser le signalement de cette perte ?',
    verb: 'Refuser',
    said: 'Signalement refusé.',
    reasonLabel: 'Pourquoi',
  },
  withdraw: {
    button: 'Retirer le signalement…',
    title: 'Retirer le signalement de cette perte ?',
    verb: 'Retirer',
    said: 'Signalement retiré.',
  },
};

const MOVED = 'Le signalement a changé depuis votre lecture : fermez, et relisez-le.';

interface StepDialogProps {
  readonly step: Step;
  readonly code: string | undefined;
  readonly close: () => void;
}

function StepDialog({ step, code: now, close }: StepDialogProps) {
  // The code of the content that was on the screen when the dialog opened.
  const [code] = useState(now);
  const { title, verb, said, reasonLabel } = WORDS[step];
  return (
    <ConfirmDialog<unknown>
      title={title}
      verb={verb}
      reasonLabel={reasonLabel}
      moved={code === now ? undefined : <p className="fault">{MOVED}</p>}
      run={({ key, reason }) => {
        const params = { header: { 'Idempotency-Key': key } };
        if (step === 'report') return answer(client.POST('/audit/losses/report', { params, body: { reason } }));
        const read = code === undefined ? {} : { code };
        if (step === 'refuse')
          return answer(client.POST('/audit/losses/refuse', { params, body: { reason, ...read } }));
        if (step === 'withdraw') return answer(client.POST('/audit/losses/withdraw', { params, body: read }));
        return answer(client.POST('/audit/losses/acknowledge', { params, body: read }));
      }}
      said={() => said}
      close={close}
    >
      {step === 'acknowledge' && (
        <p className="quiet">
          Ce qui manque ne reviendra pas de lui-même : des faits, des décisions et des versements peuvent en être. Le
          magasin de lecture est refait sur ce que le journal a.
        </p>
      )}
    </ConfirmDialog>
  );
}
