// What can be done with the view in front of a place, without dragging: to another side, apart from its neighbours or among them, away.
import { DropdownMenu } from 'radix-ui';
import { useStore } from 'zustand';
import { Button } from '../../design/Button.tsx';
import styles from '../../design/menu.module.css';
import { useSentence, useTexts } from '../../i18n/use-texts.ts';
import type { ArrangedStack } from '../../views/arrange-stacks.ts';
import { hideView, type Layout, listShown, moveView, type Target } from '../../views/layout.ts';
import { changeLayout, layoutStore } from '../../views/layout-store.ts';
import { type DockName, dockNames, type View } from '../../views/view.ts';
import { viewTexts } from '../../views/words.ts';

interface ViewMenuProperties {
  readonly view: View;
  readonly dock: DockName;
  readonly stack: ArrangedStack;
}

export function ViewMenu({ view, dock, stack }: ViewMenuProperties) {
  const text = useTexts(viewTexts);
  const say = useSentence();
  const layout = useStore(layoutStore, (state) => state.layout);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button label={text('more', { view: say(view.title) })} icon="more" iconOnly tone="quiet" size="tiny" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" collisionPadding={8}>
          {listMoves(layout, view.id, dock, stack).map(({ name, move }) => (
            <DropdownMenu.Item key={name} className={styles.item} onSelect={() => changeLayout(move)}>
              {text(name)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface Move {
  readonly name: `to-${DockName}` | 'apart' | 'together' | 'hide';
  readonly move: (layout: Layout) => Layout;
}

function listMoves(layout: Layout, id: string, dock: DockName, stack: ArrangedStack): readonly Move[] {
  const hide: Move = { name: 'hide', move: (before) => hideView(before, id) };
  if (stack.isShared) return [hide];
  const away = dockNames.filter((name) => name !== dock);
  const neighbour = listShown(layout, dock).find(({ index }) => index !== stack.index);
  const to = (name: Move['name'], target: Target): Move => ({ name, move: (before) => moveView(before, id, target) });
  return [
    ...away.map((name) => to(`to-${name}`, { kind: 'dock', dock: name })),
    ...(stack.views.length > 1 ? [to('apart', { kind: 'split', dock, stack: stack.index, side: 'after' })] : []),
    ...(neighbour === undefined ? [] : [to('together', { kind: 'tab', dock, stack: neighbour.index })]),
    hide,
  ];
}
