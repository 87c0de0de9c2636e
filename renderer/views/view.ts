// A view is a panel of the window: what it is called, where it stands at first, and the component that draws it. Each is described in
// the file of its component and named once, in app/views.ts; tabs, menus, shortcuts and the kept layout derive from that list.
import type { ComponentType } from 'react';
import type { Sentence } from '../../engine/words/texts.ts';
import type { IconName } from '../design/Icon.tsx';

export const dockNames = ['left', 'right', 'bottom'] as const;
export type DockName = (typeof dockNames)[number];

export interface View {
  /** Never changed: the kept layout knows the view by it. */
  readonly id: string;
  readonly title: Sentence;
  readonly icon: IconName;
  /** The side at which it stands until it is moved. */
  readonly dock: DockName;
  /** It stands as a tab beside the view before it in the list, and not in a place of its own. */
  readonly joins?: boolean;
  /** Its part of the dock beside others, as a weight; 50 where nothing is said. */
  readonly share?: number;
  /** Shows it, brings it to the front, or hides it; as in commands/command.ts. */
  readonly shortcut?: string;
  /** Other words to find it by, in any language. */
  readonly synonyms?: readonly string[];
  readonly component: ComponentType;
  /** A React hook: a number worth a look, shown on the tab. None where it is zero. */
  readonly useCount?: () => number;
}
