/** `p` goes from an amount to its cause, and back to the previous screen. */
import { useEffect, useRef } from 'react';
import { useLocation, useRouter, useSearch } from 'wouter';
import { announce } from './announcements.tsx';
import { causeAmong, isOfCause } from './cause-address.ts';
import { useMayOpen } from './screen-link.tsx';
import { isTyped } from './shortcuts.ts';

/** The elements around an amount, from the nearest to the whole screen. */
const AROUND = ['tr', 'li', '.panel', 'section', 'main'];
/** The maximum time for the previous screen to show its link again. */
const SHOWN_WITHIN_MS = 3_000;

interface Place {
  readonly address: string;
  /** The link that had the focus. */
  readonly link: string | undefined;
}

export function useCauseKey(): void {
  const [path, go] = useLocation();
  const search = useSearch();
  const { base } = useRouter();
  const mayOpen = useMayOpen();
  const address = search === '' ? path : `${path}?${search}`;
  const last = useRef<Place>(undefined);
  useEffect(() => {
    if (!isOfCause(address)) last.current = { address, link: undefined };
  }, [address]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'p' || isTyped(event)) return;
      event.preventDefault();
      if (isOfCause(address)) {
        const { address: to, link } = last.current ?? { address: statementOf(path), link: undefined };
        go(to);
        if (link !== undefined) focusWhenShown(link);
        return;
      }
      const from = pointedAt();
      const cause = causeAround(from, (href) => (href.startsWith(base) ? href.slice(base.length) : ''), mayOpen);
      if (cause === undefined) {
        announce('Rien ici ne mène à une cause : allez sur la ligne d’un montant.');
        return;
      }
      last.current = { address, link: linkOf(from)?.getAttribute('href') ?? undefined };
      go(cause);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** After a reload the previous screen is unknown; then the statement is used. */
function statementOf(path: string): string {
  return path.startsWith('/journal') ? '/journal' : path.replace(/\/pourquoi$/, '');
}

/** The amount under the pointer, otherwise the element with the focus. */
function pointedAt(): Element {
  const amount = [...document.querySelectorAll('.amount:hover')].at(-1);
  return amount ?? document.activeElement ?? document.body;
}

function causeAround(
  from: Element,
  addressOf: (href: string) => string,
  mayOpen: (address: string) => boolean,
): string | undefined {
  for (const around of AROUND) {
    const scope = from.closest(around) ?? (around === 'main' ? document.querySelector('main') : null);
    const links = [...(scope?.querySelectorAll('a[href]') ?? [])];
    const cause = causeAmong(links.map((link) => addressOf(link.getAttribute('href') ?? '')));
    if (cause !== undefined && mayOpen(cause)) return cause;
  }
  return undefined;
}

function linkOf(from: Element): Element | null {
  return from.closest('a[href]') ?? from.closest('tr, li')?.querySelector('a[href]') ?? null;
}

function focusWhenShown(href: string): void {
  const until = performance.now() + SHOWN_WITHIN_MS;
  const look = (): void => {
    const link = [...document.querySelectorAll<HTMLElement>('main a[href]')].find(
      (one) => one.getAttribute('href') === href,
    );
    if (link !== undefined) link.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
