/** Links to screens: only the text if the person may not open the screen, or if no screen exists. */
import type { ReactNode } from 'react';
import { Link, matchRoute, useRouter } from 'wouter';
import { useSession } from '../session/session.ts';
import { SCREENS, mayOpen } from './screens.ts';

/** Whether there is a screen at an address below /console, for this person. */
export function useMayOpen(): (address: string) => boolean {
  const { roles } = useSession();
  const { parser } = useRouter();
  return (address) => {
    const path = address.split('?', 1)[0] ?? '';
    const screen = SCREENS.find((one) => matchRoute(parser, one.path, path)[0]);
    return screen !== undefined && mayOpen(screen, roles);
  };
}

interface ScreenLinkProps {
  /** Below /console, with its query. */
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function ScreenLink({ to, className, children }: ScreenLinkProps) {
  const mayOpenIt = useMayOpen();
  if (!mayOpenIt(to)) return children;
  return (
    <Link href={to} className={className}>
      {children}
    </Link>
  );
}
