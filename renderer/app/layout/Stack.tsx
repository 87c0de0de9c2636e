// A place of a dock: a row of tabs, the view in front, and where a dragged tab may be let go over it.
import { Tabs } from 'radix-ui';
import type { DragEvent } from 'react';
import { useStore } from 'zustand';
import { Icon } from '../../design/Icon.tsx';
import typography from '../../design/text.module.css';
import { useSentence, useTexts } from '../../i18n/use-texts.ts';
import type { ArrangedStack } from '../../views/arrange-stacks.ts';
import { moveView } from '../../views/layout.ts';
import { bringForward, changeLayout, layoutStore, noteUse } from '../../views/layout-store.ts';
import type { DockName, View } from '../../views/view.ts';
import { viewTexts } from '../../views/words.ts';
import { StackTargets } from './DropTargets.tsx';
import { carriesView, endDrag, startDrag, takeDragged } from './drag-view.ts';
import styles from './Stack.module.css';
import { ViewMenu } from './ViewMenu.tsx';

interface StackProperties {
  readonly dock: DockName;
  readonly stack: ArrangedStack;
}

export function Stack({ dock, stack }: StackProperties) {
  const text = useTexts(viewTexts);
  const all = useStore(layoutStore, (state) => state.views);
  const members = stack.views.flatMap((id) => all.filter((view) => view.id === id));
  const front = members.find(({ id }) => id === stack.active);
  if (front === undefined) return null;
  const dropAtEnd = (event: DragEvent): void => {
    const id = takeDragged(event);
    if (id !== undefined) changeLayout((layout) => moveView(layout, id, { kind: 'tab', dock, stack: stack.index }));
  };
  return (
    <Tabs.Root
      className={styles.stack}
      value={front.id}
      onValueChange={bringForward}
      data-dock={dock}
      onFocusCapture={() => noteUse(front.id)}
      onPointerDownCapture={() => noteUse(front.id)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu beside it moves tabs without a mouse */}
      <div className={styles.head} onDragOver={stack.isShared ? undefined : carriesView} onDrop={dropAtEnd}>
        <Tabs.List className={styles.tabs} aria-label={text('tabs', { dock })}>
          {members.map((view) => (
            <Tab key={view.id} view={view} dock={dock} stack={stack} />
          ))}
        </Tabs.List>
        <ViewMenu view={front} dock={dock} stack={stack} />
      </div>
      <Tabs.Content key={front.id} className={styles.content} value={front.id} tabIndex={-1}>
        <front.component />
      </Tabs.Content>
      {stack.isShared ? null : <StackTargets dock={dock} stack={stack} />}
    </Tabs.Root>
  );
}

function Tab({ view, dock, stack }: StackProperties & { readonly view: View }) {
  const say = useSentence();
  const count = useCountOf(view);
  const name = say(view.title);
  return (
    <Tabs.Trigger
      className={styles.tab}
      value={view.id}
      draggable={stack.isShared !== true}
      onDragStart={(event) => startDrag(event.dataTransfer, view.id)}
      onDragEnd={endDrag}
      onDragOver={stack.isShared ? undefined : carriesView}
      onDrop={(event) => {
        const id = takeDragged(event);
        if (id !== undefined) changeLayout((layout) => moveView(layout, id, { kind: 'tab', dock, stack: stack.index, before: view.id }));
      }}
    >
      <Icon name={view.icon} />
      <span>{name}</span>
      {count > 0 && (
        <>
          <span className={typography.hidden}>, </span>
          <b className={styles.count}>{count}</b>
        </>
      )}
    </Tabs.Trigger>
  );
}

const countNothing = (): number => 0;

/** A view has its hook, or none, for ever. */
function useCountOf({ useCount = countNothing }: View): number {
  return useCount();
}
