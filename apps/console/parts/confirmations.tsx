/** Shows the proposals that wait for a second person, each as a difference, with buttons for those who may decide. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { type Confirmation, type Way, confirmationsQuery, decide } from './confirmations-queries.ts';
import { useSession } from '../session/session.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Warnings } from './warnings.tsx';
import { ScrollRegion } from './scroll-region.tsx';
import { Loaded } from './states.tsx';
import { Day, Instant, PersonName } from './words.tsx';

type Kind = Confirmation['kind'];

/** The kinds of proposal, for headings and questions. */
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  PAYEE: 'compte d’équipe',
  DEBTOR: 'compte débité',
  REGULATION: 'version de la réglementation',
  CANDIDATE: 'candidature',
  CLOSING: 'clôture',
  ENVELOPE: 'enveloppe',
  EXCEPTION: 'exception',
  HOLD: 'délai des comptes changés',
  DEMAND: 'demande de remboursement',
  REPAYMENT: 'remboursement reçu',
  TAKE_BACK: 'abandon d’une demande',
  CANCELLATION: 'annulation de campagne',
  UNDOING: 'écriture à défaire',
  ANSWER: 'réponse de la banque',
};

interface ConfirmationsProps {
  readonly kinds: readonly Kind[];
  /** Restricts the list to proposals about a team, an envelope or a run. Undefined: all proposals of the kinds. */
  readonly isShown?: (confirmation: Confirmation) => boolean;
  /** Shown when no proposal waits; without it nothing is shown. */
  readonly empty?: string;
}

/** The dialog of a proposal stays when another person has decided it and the list is read again: what is typed in it, and the refusal, are read. */
export function Confirmations(props: ConfirmationsProps) {
  const [asked, ask] = useState<Asked>();
  return (
    <>
      <List {...props} ask={ask} />
      {asked !== undefined && <DecideDialog way={asked.way} confirmation={asked.read} close={() => ask(undefined)} />}
    </>
  );
}

/** A way to decide, with the proposal that the person read. */
interface Asked {
  readonly way: Way;
  readonly read: Confirmation;
}

interface Asking {
  readonly ask: (asked: Asked) => void;
}

function List({ kinds, isShown = () => true, empty, ask }: ConfirmationsProps & Asking) {
  const query = useQuery(confirmationsQuery());
  return (
    <Loaded query={query} skeleton={null}>
      {(all) => {
        const waiting = all.filter((one) => kinds.includes(one.kind) && isShown(one));
        if (waiting.length === 0)
          return empty === undefined ? null : <p className="quiet">Rien n’attend de seconde personne. {empty}</p>;
        return (
          <section className="panel" aria-label="À confirmer par une autre personne">
            <h2>À confirmer par une autre personne</h2>
            <ul className="waiting">
              {waiting.map((one) => (
                <Waiting key={one.id} confirmation={one} ask={ask} />
              ))}
            </ul>
          </section>
        );
      }}
    </Loaded>
  );
}

function Waiting({ confirmation, ask }: { readonly confirmation: Confirmation } & Asking) {
  const { kind, subject, proposedBy, proposedAt, confirmBy, mayConfirm, because } = confirmation;
  const session = useSession();
  const isOwn = (proposedBy.subject ?? proposedBy.name) === session.subject;
  const ways: readonly Way[] = mayConfirm ? ['confirm', 'refuse'] : isOwn ? ['withdraw'] : [];
  return (
    <li>
      <h3>
        {capital(KIND_WORDS[kind])}
        {kind !== 'HOLD' && ` · ${subject}`}
      </h3>
      <Content confirmation={confirmation} />
      <p className="quiet">
        Proposé par <PersonName person={proposedBy} /> le <Instant at={proposedAt} /> ; à confirmer au plus tard le{' '}
        <Day day={confirmBy} />.{because !== null && ` ${capital(because)}.`}
      </p>
      <div className="actions">
        {ways.map((way) => (
          <button
            type="button"
            key={way}
            className={way === 'confirm' ? 'primary' : undefined}
            onClick={() => ask({ way, read: confirmation })}
          >
            {VERBS[way]}…
          </button>
        ))}
      </div>
    </li>
  );
}

const VERBS: Readonly<Record<Way, string>> = { confirm: 'Confirmer', refuse: 'Refuser', withdraw: 'Retirer' };
const DONE: Readonly<Record<Way, string>> = { confirm: 'confirmé', refuse: 'refusé', withdraw: 'retiré' };

interface DecideDialogProps {
  readonly way: Way;
  /** The proposal that the person read: its code belongs to the content that the dialog shows. */
  readonly confirmation: Confirmation;
  readonly close: () => void;
}

function DecideDialog({ way, confirmation, close }: DecideDialogProps) {
  const { code } = confirmation;
  return (
    <ConfirmDialog
      title={`${VERBS[way]} : ${proposalName(confirmation)} ?`}
      verb={VERBS[way]}
      reasonLabel={way === 'refuse' ? 'Pourquoi' : undefined}
      run={(command) => decide(way, confirmation, command)}
      said={() => `${capital(proposalName(confirmation))} : ${DONE[way]}.`}
      close={close}
    >
      <Content confirmation={confirmation} />
      {way === 'confirm' && code !== null && (
        <p className="quiet">
          Vous confirmez ce qui est écrit ici, de code <code>{code}</code>. Si quelque chose change d’ici là, il faudra
          le relire.
        </p>
      )}
    </ConfirmDialog>
  );
}

/** Roles have the names that people know here. */

const A_DAY = /(?<![-\w])(\d{4})-(\d{2})-(\d{2})(?![-\w])/g;

/** Days as people write them; a day within a name is unchanged. */
function inWords(text: string): string {
  return text.replace(A_DAY, '$3/$2/$1');
}

/** There is only one hold, so it needs no name. */
function proposalName({ kind, subject }: Confirmation): string {
  return kind === 'HOLD' ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}, ${subject}`;
}

type Change = components['schemas']['ConfirmationChangeView'];

/** The present and the proposed content: value by value if the service gives values, otherwise in its words. */
function Content({ confirmation: { change, changes, inForce, warnings } }: { readonly confirmation: Confirmation }) {
  return (
    <>
      <Warnings all={warnings} isGrave />
      {changes.length > 0 ? (
        <Changes changes={changes} />
      ) : (
        <dl className="before-after">
          <div>
            <dt>En vigueur</dt>
            <dd>
              {inForce.length === 0
                ? 'rien'
                : inForce.map((line) => <p key={line}>{inWords(line.replace(/^en vigueur : /, ''))}</p>)}
            </dd>
          </div>
          <div>
            <dt>Proposé</dt>
            <dd>{inWords(change)}</dd>
          </div>
        </dl>
      )}
    </>
  );
}

const FIELDS: Readonly<Record<string, string>> = { name: 'Titulaire', iban: 'IBAN', bic: 'BIC' };

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ScrollRegion label="Ce qui change">
      <table className="changes">
        <caption className="unseen">Ce qui change</caption>
        <thead>
          <tr>
            <th scope="col">Valeur</th>
            <th scope="col">En vigueur</th>
            <th scope="col">Proposé</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path} className={before === after ? 'same' : undefined}>
              <th scope="row">{FIELDS[path] ?? path}</th>
              <td>{before === null ? <span className="quiet">–</span> : <del>{before}</del>}</td>
              <td>{after === null ? <span className="quiet">–</span> : <ins>{after}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
