/** Files of the bank: upload, counts, and the entries that wait for a person. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { TASK_LABELS } from '#libs/words/labels/tasks.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { queries } from '../../api/queries.ts';
import { rememberWritten } from '../../api/written.ts';
import { paymentAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { announce } from '../../frame/announcements.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Field } from '../../parts/fields.tsx';
import { useSentOnce } from '../../parts/sent-once.ts';
import { Loaded, NothingHere, ProblemNotice } from '../../parts/states.tsx';
import { Amount, NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { type Todo, namedTodoQuery } from '../todo/queries.ts';
import { sendAnswer } from './answer-file.ts';
import { LinkedReferences } from './linked-references.tsx';

type Taken = components['schemas']['TakenAnswerView'];

export function Answers() {
  const mayGive = useMay('accountant');
  return (
    <>
      {mayGive && <GiveFile />}
      <Confirmations
        kinds={['ANSWER', 'CANCELLATION']}
        empty="Ce qui rend un paiement dû de nouveau (un retour, une réponse saisie, une annulation) attend ici qu’une autre personne le confirme."
      />
      <Unclear />
    </>
  );
}

function GiveFile() {
  const [file, setFile] = useState<File>();
  const [keys] = useState(() => new WeakMap<File, string>());
  const give = useMutation({
    mutationFn: (given: File) => {
      const key = keys.get(given) ?? crypto.randomUUID();
      keys.set(given, key);
      return sendAnswer(given, key);
    },
    onSuccess: async (taken) => {
      rememberWritten(taken);
      announce(`Fichier pris : ${counted(taken.recorded, 'écriture')}.`);
      await queries.invalidateQueries();
    },
  });
  const giveOnce = useSentOnce(give);
  return (
    <section className="panel">
      <h2>Donner un fichier de la banque</h2>
      <p className="quiet">
        pain.002, camt.053 ou camt.054 tels qu’ils viennent, ou un CSV saisi. Un fichier donné deux fois ne compte
        qu’une fois.
      </p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== undefined) giveOnce(file);
        }}
      >
        <Field label="Fichier">
          {(id) => (
            <input
              id={id}
              type="file"
              accept=".xml,.csv,application/xml,text/xml,text/csv"
              // Else the same file, mended, could not be chosen again.
              onClick={({ currentTarget }) => {
                currentTarget.value = '';
                setFile(undefined);
              }}
              onChange={({ target }) => {
                setFile(target.files?.[0]);
                give.reset();
              }}
            />
          )}
        </Field>
        <button type="submit" className="primary" disabled={file === undefined || give.isPending}>
          {give.isPending ? 'Envoi…' : 'Envoyer'}
        </button>
      </form>
      {give.error !== null && <ProblemNotice error={give.error} />}
      {give.data !== undefined && <TakenAnswer taken={give.data} />}
    </section>
  );
}

function TakenAnswer({ taken }: { readonly taken: Taken }) {
  const { executed, returned, pending, contradicted, remarked, known, statements, remarks, waiting, proposed } = taken;
  const counts: readonly (readonly [string, number])[] = [
    ['exécutés', executed],
    ['revenus', returned],
    ['en attente à la banque', pending],
    ['à confirmer par une autre personne', proposed?.payments ?? 0],
    ['en contradiction, à trancher', contradicted],
    ['remarques', remarked],
    ['déjà connus', known],
    ['relevés de compte', statements],
  ];
  return (
    <div role="group" aria-label="Ce que dit le fichier">
      <dl className="answer-counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{NUMBER.format(count)}</dd>
          </div>
        ))}
      </dl>
      {remarks.length > 0 && (
        <ul className={contradicted > 0 ? 'notice fault' : 'notice'}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <DataTable
          caption="En attente à la banque"
          columns={[
            {
              key: 'payment',
              heading: 'Paiement',
              cell: ({ endToEndId }) => <ScreenLink to={paymentAddress(endToEndId)}>{endToEndId}</ScreenLink>,
            },
            { key: 'status', heading: 'Code de la banque', cell: ({ status }) => status },
            { key: 'reason', heading: 'Motif', cell: ({ reason, detail }) => [reason, detail].join(' ') },
          ]}
          rows={waiting}
          keyOf={({ endToEndId }) => endToEndId}
          sortName="tri-attente"
        />
      )}
    </div>
  );
}

/** Payments without an answer of the bank, or with an answer that contradicts the ledger. */
const UNCLEAR: readonly TaskKind[] = [
  'CONTRADICTED',
  'BOOKED_UNMATCHED',
  'RECONCILE',
  'UNDECIDED_AT_BANK',
  'AWAIT_BANK',
];

function Unclear() {
  const todo = useQuery(namedTodoQuery());
  return (
    <Loaded query={todo}>
      {({ tasks }) => {
        const unclear = UNCLEAR.flatMap((kind) => tasks.filter((task) => task.kind === kind));
        if (unclear.length === 0)
          return (
            <NothingHere title="La banque a répondu à tout">
              Aucun paiement n’attend sa réponse, et rien n’est à trancher.
            </NothingHere>
          );
        return unclear.map((task) => <UnclearTask key={task.kind} task={task} />);
      }}
    </Loaded>
  );
}

function UnclearTask({ task: { kind, groups } }: { readonly task: Todo['tasks'][number] }) {
  return (
    <section className="panel">
      <h2>{TASK_LABELS[kind as TaskKind]}</h2>
      <DataTable
        caption={TASK_LABELS[kind as TaskKind]}
        columns={[
          { key: 'group', heading: 'Où', cell: ({ group }) => group },
          { key: 'of', heading: 'Quoi', cell: ({ of, count }) => <References texts={of} count={count} /> },
          { key: 'count', heading: 'Nombre', isFigure: true, cell: ({ count }) => NUMBER.format(count) },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
        rows={groups}
        keyOf={({ group }) => group}
        sortName={`tri-${kind}`}
      />
    </section>
  );
}

function References({ texts, count }: { readonly texts: readonly string[]; readonly count: number }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <LinkedReferences text={text} />
        </li>
      ))}
      {count > texts.length && <li className="quiet">et {counted(count - texts.length, 'autre')}</li>}
    </ul>
  );
}
