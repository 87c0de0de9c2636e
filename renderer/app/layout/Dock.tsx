// One side of the window: its places beside or above one another, each with its tabs.
import { Fragment } from 'react';
import { Group, Panel, type Layout as Shares } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { useSentence } from '../../i18n/use-texts.ts';
import type { ArrangedStack } from '../../views/arrange-stacks.ts';
import { shareDock } from '../../views/layout.ts';
import { changeLayout, layoutStore } from '../../views/layout-store.ts';
import type { DockName } from '../../views/view.ts';
import { InnerDivider } from './Divider.tsx';
import { Stack } from './Stack.tsx';
import styles from './Workbench.module.css';

/** Pixels: tabs, and two lines below them. */
const smallestStack = { bottom: '200px', side: '96px' } as const;

export function Dock({ name, stacks }: { readonly name: DockName; readonly stacks: readonly ArrangedStack[] }) {
  const say = useSentence();
  const views = useStore(layoutStore, (state) => state.views);
  const nameOf = (stack: ArrangedStack | undefined): string => {
    const view = views.find(({ id }) => id === stack?.active);
    return view === undefined ? '' : say(view.title);
  };
  const sum = stacks.reduce((total, { share }) => total + share, 0);
  const keep = (shares: Shares, { isUserInteraction }: { readonly isUserInteraction: boolean }): void => {
    if (!isUserInteraction) return;
    const given = new Map(stacks.map((stack) => [stack.index, ((shares[keyOf(stack)] ?? 0) / 100) * sum]));
    changeLayout((layout) => shareDock(layout, name, given));
  };
  return (
    <Group
      key={stacks.map(keyOf).join(' ')}
      orientation={name === 'bottom' ? 'horizontal' : 'vertical'}
      className={styles.dock}
      onLayoutChanged={keep}
    >
      {stacks.map((stack, position) => (
        <Fragment key={keyOf(stack)}>
          {position > 0 && <InnerDivider before={nameOf(stacks[position - 1])} after={nameOf(stack)} />}
          <Panel
            id={keyOf(stack)}
            className={styles.frame ?? ''}
            defaultSize={`${(stack.share / sum) * 100}%`}
            minSize={name === 'bottom' ? smallestStack.bottom : smallestStack.side}
          >
            <Stack dock={name} stack={stack} />
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

/** What stands there, in any order: bringing another one to the front changes nothing. */
const keyOf = ({ views }: ArrangedStack): string => [...views].sort().join('+');
