/** A link to a screen; the words alone where the person may not open it. */
import type { ReactNode } from 'react';
import { Link, matchRoute, useRouter } from 'wouter';
import { useSession } from '../session/session.ts';
import { SCREENS, mayOpen } from './screens.ts';

interface ScreenLinkProps {
  /** Below /console, with its query. */
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function ScreenLink({ to, className, children }: ScreenLinkProps) {
  const { roles } = useSession();
  const { parser } = useRouter();
  const path = to.split('?', 1)[0] ?? '';
  const screen = SCREENS.find((one) => matchRoute(parser, one.path, path)[0]);
  if (screen === undefined || !mayOpen(screen, roles)) return children;
  return (
    <Link href={to} className={className}>
      {children}
    </Link>
  );
}

/** The address of a statement. */
export function statementAddress(team: string, period: string): string {
  return `/decomptes/${encodeURIComponent(team)}/${period}`;
}
