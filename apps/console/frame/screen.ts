/** The description of a screen, in the `screen.ts` of its folder (docs/how-to/add-a-screen.md). */
import type { ComponentType } from 'react';
import type { operations } from '#libs/client/contract.d.ts';
import type { Role } from '../session/roles.ts';

/** The parts of the menu, in their order. */
export const MENU_GROUPS = ['Travail', 'Paiements', 'Référence', 'Contrôle'] as const;

export interface Screen {
  /** Below /console: `/decomptes/:team/:period`. */
  readonly path: string;
  readonly title: string;
  readonly roles: readonly Role[];
  /** Operations that the screen requires: each of its roles may call each of them (screens.spec.ts checks it). */
  readonly reads: readonly (keyof operations)[];
  /** Undefined for a screen that is reached from another. */
  readonly menu?: {
    readonly group: (typeof MENU_GROUPS)[number];
    /** Among the screens of its group: the number of the screen. */
    readonly order: number;
    /** Opens it after `g`. */
    readonly letter: string;
    /** The number of things that wait for the person, beside the title. */
    readonly badge?: () => Promise<{ readonly default: ComponentType }>;
  };
  /** Loaded when it is opened. */
  readonly view: () => Promise<{ readonly default: ComponentType<ViewProps> }>;
}

export interface ViewProps {
  /** Parameters of the path. */
  readonly params: Readonly<Record<string, string>>;
}
