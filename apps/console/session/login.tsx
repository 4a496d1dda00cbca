/** The page before the screens: a choice of people in development, otherwise the identity provider. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, post } from '../api/client.ts';
import { answer, refusalOf } from '../api/problem.ts';
import { SESSION, queries } from '../api/queries.ts';
import { Loaded, ProblemNotice } from '../parts/states.tsx';
import { loginAddress } from './login-address.ts';
import { ROLE_LABELS } from './roles.ts';

export function Login({ hasEnded }: { readonly hasEnded: boolean }) {
  const login = useQuery({ queryKey: ['login'], queryFn: readLogin });
  return (
    <main className="login">
      <h1>Décompte</h1>
      {hasEnded && (
        <p className="notice" role="status" tabIndex={-1} ref={takeFocus}>
          Votre session a pris fin. Identifiez-vous : vous retrouverez cette page et ce que vous y avez écrit ; ce qui
          n’était pas envoyé n’a pas été fait.
        </p>
      )}
      <Loaded query={login}>
        {({ way, people }) => {
          if (way === 'development') return <ChoosePerson people={people} />;
          return way === 'openid' ? <AtProvider isElsewhere={hasEnded} /> : <NoLogin />;
        }}
      </Loaded>
    </main>
  );
}

/** The screen that had the focus is hidden. */
function takeFocus(notice: HTMLElement | null): void {
  notice?.focus();
}

type People = Awaited<ReturnType<typeof readLogin>>['people'];
function readLogin() {
  return answer(client.GET('/session/login'));
}

function ChoosePerson({ people }: { readonly people: People }) {
  const choose = useMutation({ mutationFn: begin, onSuccess: () => queries.invalidateQueries({ queryKey: SESSION }) });
  return (
    <>
      <h2>Choisir une personne</h2>
      <p className="quiet">
        Sur cette machine de développement, personne n’a de mot de passe. Deux étapes d’un paiement demandent deux
        personnes : changez-en par « Se déconnecter ».
      </p>
      {choose.error !== null && <ProblemNotice error={choose.error} />}
      <ul className="people">
        {people.map(({ id, name, roles, team, does }) => (
          <li key={id}>
            <button type="button" disabled={choose.isPending} onClick={() => choose.mutate(id)}>
              <strong>{name}</strong>
              <span className="role">{team ?? roles.map((role) => ROLE_LABELS[role]).join(', ')}</span>
              <span className="quiet">{does}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

async function begin(person: string): Promise<void> {
  const response = await post('/session/choose', { person });
  if (!response.ok) throw await refusalOf(response);
}

/** `isElsewhere`: in another window, because this page keeps what the person typed. */
function AtProvider({ isElsewhere }: { readonly isElsewhere: boolean }) {
  return (
    <p>
      <a
        className="button primary"
        href={loginAddress()}
        {...(isElsewhere ? { target: '_blank', rel: 'noopener' } : {})}
      >
        S’identifier
      </a>
      {isElsewhere && ' Dans une autre fenêtre ; revenez ensuite à celle-ci.'}
    </p>
  );
}

function NoLogin() {
  return (
    <p>
      Personne ne s’identifie ici : ce service ne prend que des jetons. Pour la console, son exploitant le déclare au
      fournisseur d’identité (OIDC_CLIENT_ID).
    </p>
  );
}
