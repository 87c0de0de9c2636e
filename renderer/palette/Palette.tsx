// All layer types by group, searchable; a press of Enter or a click appends one, dragging places one.

import { useState } from 'react';
import { describe } from '../../engine/base/described.ts';
import { layerDefinitions } from '../../engine/layers/index.ts';
import type { AnyLayerDefinition } from '../../engine/layers/layer.ts';
import { sentence } from '../../engine/words/texts.ts';
import { joinClasses } from '../design/classes.ts';
import { Hint } from '../design/Hint.tsx';
import { Icon } from '../design/Icon.tsx';
import input from '../design/input.module.css';
import typography from '../design/text.module.css';
import { carryLayer } from '../document/drag.ts';
import { appendLayer } from '../document/edit.ts';
import { getCanvasMiddle } from '../document/viewport.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { View } from '../views/view.ts';
import { findLayers } from './find-layers.ts';
import { groups } from './groups.ts';
import styles from './Palette.module.css';
import { paletteTexts } from './words.ts';

const append = (type: string): void => appendLayer(type, getCanvasMiddle());

export function Palette() {
  const [search, setSearch] = useState('');
  const text = useTexts(paletteTexts);
  const found = findLayers(layerDefinitions, search, useLanguage());
  return (
    <section className={styles.palette} aria-label={text('layers')}>
      <div className={styles.search}>
        <Icon name="search" />
        <input
          className={input.input}
          type="search"
          placeholder={text('find')}
          aria-label={text('find')}
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
              <legend className={joinClasses(typography.muted, typography.small)}>{text(group)}</legend>
              {members.map((definition) => (
                <PaletteItem key={definition.type} definition={definition} />
              ))}
            </fieldset>
          );
        })}
        {found.length === 0 && <p className={joinClasses(typography.muted, styles.empty)}>{text('nothing', { search })}</p>}
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

export const layersView: View = {
  id: 'layers',
  title: sentence(paletteTexts, 'layers'),
  icon: 'layers',
  dock: 'left',
  share: 60,
  component: Palette,
};
