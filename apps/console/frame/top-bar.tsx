/** The bar at the top: search, the jobs, and the logged-in person. */
import { useMutation } from '@tanstack/react-query';
import { ROLE_LABELS, STAFF } from '../session/roles.ts';
import { endSession, useMay, useSession } from '../session/session.ts';
import { Jobs } from './jobs.tsx';
import { Search } from './search.tsx';

export function TopBar() {
  const { name, roles, team } = useSession();
  const isStaff = useMay(...STAFF);
  const logout = useMutation({ mutationFn: endSession });
  return (
    <header className="top-bar">
      {isStaff && <Search />}
      <div className="person">
        {isStaff && <Jobs />}
        <span>
          {name} <span className="quiet">· {team ?? roles.map((role) => ROLE_LABELS[role]).join(', ')}</span>
        </span>
        <button type="button" className="plain" onClick={() => logout.mutate()}>
          Se déconnecter
        </button>
      </div>
    </header>
  );
}
