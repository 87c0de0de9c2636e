// The selected layer: its name, its form, what it computes, what goes in and comes out, and what is wrong with it.

import { useCallback } from 'react';
import type { Language } from '../../engine/base/messages.ts';
import { formatShape, type Shape } from '../../engine/base/shape.ts';
import { findLayer } from '../../engine/layers/index.ts';
import { type AnyLayerDefinition, describeLayer } from '../../engine/layers/layer.ts';
import type { NodeFacts } from '../../engine/network/network.ts';
import { shapeFact } from '../../engine/network/sizes.ts';
import { sayValue } from '../../engine/words/say.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { joinClasses } from '../design/classes.ts';
import { Facts } from '../design/Facts.tsx';
import { Section } from '../design/Section.tsx';
import { TextInput } from '../design/TextInput.tsx';
import typography from '../design/text.module.css';
import { useDocumentView } from '../document/analysis.ts';
import { renameLayer, setLayerParameter } from '../document/edit.ts';
import { Problem } from '../document/Problem.tsx';
import { useLanguage } from '../i18n/language.ts';
import { formatCount } from '../i18n/numbers.ts';
import { keyOf, useTexts } from '../i18n/use-texts.ts';
import { useProblems } from '../runs/use-problems.ts';
import { FieldForm } from './FieldForm.tsx';
import styles from './Inspector.module.css';
import problemStyles from './problems.module.css';
import { WeightsForm } from './WeightsForm.tsx';
import { inspectorTexts } from './words.ts';

/** What comes in and goes out; inputs and outputs that have names by them, outputs that carry nothing left out. */
function describeSizes(definition: AnyLayerDefinition, facts: NodeFacts | undefined, language: Language): (readonly [string, string])[] {
  const text = textsIn(inspectorTexts, language);
  const sizeOf = (shape: Shape | undefined): string => (shape === undefined ? text('unknown') : formatShape(shape));
  const { inputs } = definition;
  const said = describeLayer(definition, language);
  const shapes = facts?.inputShapes ?? [];
  const plain = [
    [
      text('input', { count: Math.max(1, shapes.length) }),
      shapes.length === 0 ? text('unknown') : sayValue({ kind: 'list', items: shapes, joined: 'comma' }, language),
    ],
  ] as const;
  const named = inputs.ports && said.inputs.map(({ label }, index) => [text('inputOf', { port: label }), sizeOf(shapes[index])] as const);
  return [
    ...(inputs.maximum === 0 ? [] : (named ?? plain)),
    [text('output'), facts?.outputShape === undefined ? text('unknown') : sayValue(shapeFact(facts.outputShape, facts), language)],
    ...said.outputs.slice(1).flatMap(({ name, label }) => {
      const shape = facts?.outputShapes?.[name];
      return shape === undefined ? [] : [[text('outputOf', { port: label }), formatShape(shape)] as const];
    }),
  ];
}

export function LayerInspector({ id }: { readonly id: string }) {
  const node = useDocumentView(useCallback((view) => view.nodes.get(id), [id]));
  const facts = useDocumentView(useCallback((view) => view.analysis.nodes.get(id), [id]));
  const { problems } = useProblems('node', id);
  const language = useLanguage();
  const text = useTexts(inspectorTexts);
  const definition = node === undefined ? undefined : findLayer(node.type);
  if (node === undefined || definition === undefined) return null;
  const { label, explanation, fields } = describeLayer(definition, language);
  return (
    <>
      <header className={styles.head} style={{ ['--group' as string]: `var(--group-${definition.group})` }}>
        <h2>{label}</h2>
        <TextInput key={id} label={text('name')} placeholder={label} value={node.name ?? ''} commit={(name) => renameLayer(id, name)} />
        <p className={joinClasses(typography.muted, typography.small)}>{explanation}</p>
      </header>
      {Object.keys(definition.fields).length > 0 && (
        <Section title={text('parameters')}>
          <FieldForm
            owner={{ kind: 'layer', node: id }}
            fields={fields}
            parameters={node.parameters}
            onChange={(name, value) => setLayerParameter(id, name, value)}
          />
        </Section>
      )}
      <WeightsForm id={id} />
      {/* below what is edited, which must not move while it is */}
      {problems.length > 0 && (
        <Section title={text('problems')}>
          <div className={problemStyles.list}>
            {problems.map((diagnostic) => (
              <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} />
            ))}
          </div>
        </Section>
      )}
      <Section title={text('sizes')}>
        <Facts
          facts={[
            ...describeSizes(definition, facts, language),
            [text('parameters'), facts?.parameterCount === undefined ? text('unknown') : formatCount(facts.parameterCount)],
            [text('multiplyAdds'), facts?.multiplyAdds === undefined ? text('unknown') : formatCount(facts.multiplyAdds)],
          ]}
        />
      </Section>
    </>
  );
}
