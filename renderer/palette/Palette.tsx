// All layer types by group, searchable; a press of Enter or a click appends one, dragging places one.
import { useState } from 'react';
import { layerDefinitions } from '../../engine/layers/index.ts';
import type { AnyLayerDefinition, LayerGroup } from '../../engine/layers/layer.ts';
import { joinClasses } from '../design/classes.ts';
import { Hint } from '../design/Hint.tsx';
import { Icon } from '../design/Icon.tsx';
import input from '../design/input.module.css';
import typography from '../design/text.module.css';
import { carryLayer } from '../document/drag.ts';
import { appendLayer } from '../document/edit.ts';
import { getCanvasMiddle } from '../document/viewport.ts';
import styles from './Palette.module.css';

const groupLabels: Readonly<Record<LayerGroup, string>> = {
  input: 'Input',
  convolution: 'Convolution',
  detector: 'Detector',
  pooling: 'Pooling',
  dense: 'Dense',
  regularisation: 'Regularisation',
  merge: 'Merge',
  output: 'Output',
};
const groups = Object.keys(groupLabels) as LayerGroup[];

/** Every word of the search stands somewhere in the layer's name, type or explanation; the layer that is called so comes first. */
export function findLayers(definitions: readonly AnyLayerDefinition[], search: string): AnyLayerDefinition[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const inName = (definition: AnyLayerDefinition, word: string): boolean =>
    `${definition.label} ${definition.type}`.toLowerCase().includes(word);
  const found = definitions.filter((definition) =>
    words.every(
      (word) => inName(definition, word) || `${groupLabels[definition.group]} ${definition.explanation}`.toLowerCase().includes(word),
    ),
  );
  const name = words.join(' ');
  const rank = (definition: AnyLayerDefinition): number =>
    definition.label.toLowerCase() === name ? 0 : words.every((word) => inName(definition, word)) ? 1 : 2;
  return found.sort((first, second) => rank(first) - rank(second));
}

const append = (type: string): void => appendLayer(type, getCanvasMiddle());

export function Palette() {
  const [search, setSearch] = useState('');
  const found = findLayers(layerDefinitions, search);
  return (
    <section className={styles.palette} aria-label="Layers">
      <div className={styles.search}>
        <Icon name="search" />
        <input
          className={input.input}
          type="search"
          placeholder="Find a layer"
          aria-label="Find a layer"
          data-typing={search !== ''}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first !== undefined) append(first.type);
            if (event.key === 'Escape') setSearch('');
          }}
        />
      </div>
      <div className={styles.groups}>
        {groups.map((group) => {
          const members = found.filter((definition) => definition.group === group);
          return members.length === 0 ? null : (
            <fieldset key={group} className={styles.group} style={{ ['--group' as string]: `var(--group-${group})` }}>
              <legend className={joinClasses(typography.muted, typography.small)}>{groupLabels[group]}</legend>
              {members.map((definition) => (
                <PaletteItem key={definition.type} definition={definition} />
              ))}
            </fieldset>
          );
        })}
        {found.length === 0 && <p className={joinClasses(typography.muted, styles.empty)}>No layer is called “{search}”.</p>}
      </div>
    </section>
  );
}

function PaletteItem({ definition }: { readonly definition: AnyLayerDefinition }) {
  return (
    <Hint
      side="right"
      text={
        <>
          <b>{definition.label}.</b> {definition.explanation}
        </>
      }
    >
      <button
        type="button"
        className={styles.item}
        draggable
        onDragStart={(event) => carryLayer(event.dataTransfer, definition.type)}
        onClick={() => append(definition.type)}
      >
        {definition.label}
      </button>
    </Hint>
  );
}
