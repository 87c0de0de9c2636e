// All layer types by group, searchable; a press of Enter or a click appends one, dragging places one.

import { useState } from 'react';
import { describe } from '../../engine/base/described.ts';
import type { Language } from '../../engine/base/messages.ts';
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
import { useLanguage } from '../i18n/language.ts';
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

/** Every word of the search stands somewhere in the layer's name (in English, too), type or explanation; the layer that is called so comes first. */
export function findLayers(definitions: readonly AnyLayerDefinition[], search: string, language: Language = 'en'): AnyLayerDefinition[] {
  const labelIn = (definition: AnyLayerDefinition): string => describe(definition, language).label;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const inName = (definition: AnyLayerDefinition, word: string): boolean =>
    `${labelIn(definition)} ${describe(definition, 'en').label} ${definition.type}`.toLowerCase().includes(word);
  const found = definitions.filter((definition) =>
    words.every(
      (word) =>
        inName(definition, word) ||
        `${groupLabels[definition.group]} ${describe(definition, language).explanation}`.toLowerCase().includes(word),
    ),
  );
  const name = words.join(' ');
  const rank = (definition: AnyLayerDefinition): number =>
    labelIn(definition).toLowerCase() === name ? 0 : words.every((word) => inName(definition, word)) ? 1 : 2;
  return found.sort((first, second) => rank(first) - rank(second));
}

const append = (type: string): void => appendLayer(type, getCanvasMiddle());

export function Palette() {
  const [search, setSearch] = useState('');
  const found = findLayers(layerDefinitions, search, useLanguage());
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
  const { label, explanation } = describe(definition, useLanguage());
  return (
    <Hint
      side="right"
      text={
        <>
          <b>{label}.</b> {explanation}
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
        {label}
      </button>
    </Hint>
  );
}
