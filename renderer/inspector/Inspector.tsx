// The right panel: the one selected layer, or the network, or how many things are selected.
import { useStore } from 'zustand';
import { sentence } from '../../engine/words/texts.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { documentStore } from '../document/document.ts';
import { selectionStore } from '../document/selection.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { View } from '../views/view.ts';
import styles from './Inspector.module.css';
import { LayerInspector } from './LayerInspector.tsx';
import { NetworkInspector } from './NetworkInspector.tsx';
import { inspectorTexts } from './words.ts';

export function Inspector() {
  const text = useTexts(inspectorTexts);
  const { nodes, edges } = useStore(selectionStore);
  const session = useStore(documentStore, (state) => state.session);
  const [first] = nodes;
  return (
    <aside key={session} className={styles.inspector} aria-label={text('inspector')}>
      {first === undefined ? (
        <>
          {edges.length > 0 && <Several text={text('connectionsSelected', { count: edges.length })} canDuplicate={false} />}
          <NetworkInspector />
        </>
      ) : nodes.length === 1 ? (
        <LayerInspector id={first} />
      ) : (
        <Several text={text('layersSelected', { count: nodes.length })} canDuplicate />
      )}
    </aside>
  );
}

function Several({ text, canDuplicate }: { readonly text: string; readonly canDuplicate: boolean }) {
  return (
    <div className={styles.head}>
      <h2>{text}</h2>
      <div className={styles.actions}>
        {canDuplicate && <CommandButton command="duplicate" size="tiny" />}
        <CommandButton command="delete" size="tiny" />
      </div>
    </div>
  );
}

export const inspectorView: View = {
  id: 'inspector',
  title: sentence(inspectorTexts, 'inspector'),
  icon: 'sliders',
  dock: 'right',
  synonyms: ['properties', 'parameters', 'settings', '属性', '参数', '设置'],
  component: Inspector,
};
