// What can be done with the view in front of a place, without dragging: to another side, apart from its neighbours or among them, away.
import { DropdownMenu } from 'radix-ui';
import { useStore } from 'zustand';
import { Button } from '../../design/Button.tsx';
import styles from '../../design/menu.module.css';
import { useSentence, useTexts } from '../../i18n/use-texts.ts';
import type { ArrangedStack } from '../../views/arrange-stacks.ts';
import { hideView } from '../../views/layout.ts';
import { changeLayout, layoutStore } from '../../views/layout-store.ts';
import type { DockName, View } from '../../views/view.ts';
import { viewTexts } from '../../views/words.ts';
import { moveNames, moveSeen, planMove, type SeenView } from './moves.ts';

interface ViewMenuProperties {
  readonly view: View;
  readonly dock: DockName;
  readonly stack: ArrangedStack;
}

export function ViewMenu({ view, dock, stack }: ViewMenuProperties) {
  const text = useTexts(viewTexts);
  const say = useSentence();
  const layout = useStore(layoutStore, (state) => state.layout);
  const seen: SeenView = { id: view.id, dock, stack };
  const moves = moveNames.filter((name) => planMove(layout, seen, name).kind !== 'sentence');
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button label={text('more', { view: say(view.title) })} icon="more" iconOnly tone="quiet" size="tiny" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" collisionPadding={8}>
          {moves.map((name) => (
            <DropdownMenu.Item key={name} className={styles.item} onSelect={() => changeLayout((before) => moveSeen(before, seen, name))}>
              {text(name)}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Item className={styles.item} onSelect={() => changeLayout((before) => hideView(before, view.id))}>
            {text('hide')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
