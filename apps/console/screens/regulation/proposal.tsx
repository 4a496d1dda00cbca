/** The proposed version: its changes, and the decision of a second person by the code that was read. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Day, Instant, PersonName, counted } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { Warnings } from '../../parts/warnings.tsx';
import { Changes } from './changes.tsx';
import { proposalQuery } from './queries.ts';

type Step = 'publish' | 'refuse' | 'withdraw';

/** A step on the version that the person read. */
interface Asked {
  readonly step: Step;
  readonly version: string;
  readonly code: string;
  /** How many values change. */
  readonly changes: number;
}

/** The dialog stays with the version that it is about, also when another one, or none, is proposed meanwhile. */
export function Proposal() {
  const proposal = useQuery(proposalQuery);
  const [asked, ask] = useState<Asked>();
  return (
    <>
      <Proposed ask={ask} />
      {asked !== undefined && (
        <DecideDialog {...asked} now={proposal.data?.proposed?.code} close={() => ask(undefined)} />
      )}
    </>
  );
}

function Proposed({ ask }: { readonly ask: (asked: Asked) => void }) {
  const proposal = useQuery(proposalQuery);
  const [isProposing, propose] = useState(false);
  const [mayPropose, mayPublish] = [useMay('operator'), useMay('approver')];
  const { subject } = useSession();
  return (
    <Loaded query={proposal}>
      {({ inForce, proposed }) => {
        if (proposed === null)
          return (
            <>
              <NothingHere title="Rien n’est proposé">
                Une version est proposée par une personne, lue, et publiée par une autre. Essayez d’abord une valeur
                dans Simulations.
              </NothingHere>
              {mayPropose && (
                <button type="button" className="primary" onClick={() => propose(true)}>
                  Proposer une version…
                </button>
              )}
              {isProposing && <ProposeDialog close={() => propose(false)} />}
            </>
          );
        const { version, proposedBy, proposedAt, publishBy, code, changes, warnings } = proposed;
        const read = { version, code, changes: changes.length };
        const isOwn = (proposedBy.subject ?? proposedBy.name) === subject;
        return (
          <>
            <header className="screen-head">
              <h2>Version {version}</h2>
              <div className="actions">
                {mayPublish && !isOwn && (
                  <>
                    <button type="button" className="primary" onClick={() => ask({ step: 'publish', ...read })}>
                      Publier…
                    </button>
                    <button type="button" onClick={() => ask({ step: 'refuse', ...read })}>
                      Refuser…
                    </button>
                  </>
                )}
                {mayPropose && isOwn && (
                  <button type="button" onClick={() => ask({ step: 'withdraw', ...read })}>
                    Retirer…
                  </button>
                )}
              </div>
            </header>
            <p className="quiet">
              Proposée par <PersonName person={proposedBy} /> le <Instant at={proposedAt} /> ; à publier au plus tard le{' '}
              <Day day={publishBy} />. Code de ce qui est lu ici : <code>{code}</code>
            </p>
            <Warnings all={warnings} isGrave />
            <Changes all={changes} before={inForce ?? 'rien'} after={version} />
          </>
        );
      }}
    </Loaded>
  );
}

const VERBS = { publish: 'Publier', refuse: 'Refuser', withdraw: 'Retirer' } as const;
const DONE = { publish: 'publiée', refuse: 'refusée', withdraw: 'retirée' } as const;

const MOVED = 'La proposition a changé depuis votre lecture : fermez, et relisez-la.';

interface DecideDialogProps extends Asked {
  /** The code of what is proposed now; undefined if nothing is. */
  readonly now: string | undefined;
  readonly close: () => void;
}

function DecideDialog({ step, version, code, now, changes, close }: DecideDialogProps) {
  return (
    <ConfirmDialog<unknown>
      title={`${VERBS[step]} la version ${version}, ${counted(changes, 'valeur change', 'valeurs changent')} ?`}
      verb={VERBS[step]}
      reasonLabel={step === 'refuse' ? 'Pourquoi' : undefined}
      moved={code === now ? undefined : <p className="fault">{MOVED}</p>}
      run={({ key, reason }) => {
        const params = { header: { 'Idempotency-Key': key } };
        if (step === 'publish') return answer(client.POST('/regulation/publish', { params, body: { code } }));
        if (step === 'refuse') return answer(client.POST('/regulation/refuse', { params, body: { reason, code } }));
        return answer(client.POST('/regulation/withdraw', { params, body: { code } }));
      }}
      said={() => `Version ${version} : ${DONE[step]}.`}
      close={close}
    >
      {step === 'publish' && (
        <p className="quiet">
          Les calculs à venir la suivent. Ce qui est décidé ne change pas : une différence demande une régularisation.
        </p>
      )}
    </ConfirmDialog>
  );
}

function ProposeDialog({ close }: { readonly close: () => void }) {
  const [parameters, setParameters] = useState<string>();
  const [grids, setGrids] = useState<string>();
  return (
    <ConfirmDialog
      title="Proposer une version de la réglementation ?"
      verb="Proposer"
      content={JSON.stringify([parameters, grids])}
      isReady={parameters !== undefined || grids !== undefined}
      run={({ key }) => {
        const body = {
          ...(parameters === undefined ? {} : { parameters }),
          ...(grids === undefined ? {} : { grids }),
        };
        return answer(client.POST('/regulation/propose', { params: { header: { 'Idempotency-Key': key } }, body }));
      }}
      said={() => 'Version proposée : une autre personne la lira et la publiera.'}
      close={close}
    >
      <TextFile label="parameters.json" set={setParameters} />
      <TextFile label="grids.csv" set={setGrids} />
      <p className="quiet">Celui qui n’est pas donné reste celui livré avec le programme. Rien ne change encore.</p>
    </ConfirmDialog>
  );
}

function TextFile({ label, set }: { readonly label: string; readonly set: (text: string | undefined) => void }) {
  const [fault, setFault] = useState<string>();
  return (
    <>
      <Field label={label}>
        {(id) => (
          <input
            id={id}
            type="file"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              setFault(undefined);
              set(undefined);
              file?.text().then(set, () => setFault(`${file.name} n’a pas pu être lu : choisissez-le de nouveau.`));
            }}
          />
        )}
      </Field>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
