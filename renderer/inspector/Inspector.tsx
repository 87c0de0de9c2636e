// The right panel: the one selected layer, or the network, or how many things are selected.
import { useStore } from 'zustand';
import { defineTexts, sentence } from '../../engine/words/texts.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { documentStore } from '../document/document.ts';
import { selectionStore } from '../document/selection.ts';
import { plural } from '../i18n/numbers.ts';
import type { View } from '../views/view.ts';
import styles from './Inspector.module.css';
import { LayerInspector } from './LayerInspector.tsx';
import { NetworkInspector } from './NetworkInspector.tsx';

export function Inspector() {
  const { nodes, edges } = useStore(selectionStore);
  const session = useStore(documentStore, (state) => state.session);
  const [first] = nodes;
  return (
    <aside key={session} className={styles.inspector} aria-label="Inspector">
      {first === undefined ? (
        <>
          {edges.length > 0 && <Several text={plural(edges.length, 'connection')} canDuplicate={false} />}
          <NetworkInspector />
        </>
      ) : nodes.length === 1 ? (
        <LayerInspector id={first} />
      ) : (
        <Several text={plural(nodes.length, 'layer')} canDuplicate />
      )}
    </aside>
  );
}

function Several({ text, canDuplicate }: { readonly text: string; readonly canDuplicate: boolean }) {
  return (
    <div className={styles.head}>
      <h2>{text} selected</h2>
      <div className={styles.actions}>
        {canDuplicate && <CommandButton command="duplicate" size="tiny" />}
        <CommandButton command="delete" size="tiny" />
      </div>
    </div>
  );
}

export const inspectorView: View = {
  id: 'inspector',
  title: sentence(defineTexts({ title: 'Inspector' }, { title: '检查器' }), 'title'),
  icon: 'sliders',
  dock: 'right',
  synonyms: ['properties', 'parameters', 'settings', '属性', '参数', '设置'],
  component: Inspector,
};
