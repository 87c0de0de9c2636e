// Texts that a field has refused: whose they are, what they hold up, and when they go.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetSummary } from '../../engine/datasets/image-folder.ts';
import { type Sentence, saySentence } from '../../engine/words/texts.ts';
import { startTemplate } from '../../renderer/app/start/start.ts';
import { templates } from '../../renderer/app/start/templates.ts';
import { edit, getDocument, redoEdit, replaceDocument, resetDocument, undoEdit } from '../../renderer/document/document.ts';
import { deleteSelection, setLayerParameter } from '../../renderer/document/edit.ts';
import { draftReason, draftStore, type FieldPlace, hasDraft, keepDraft } from '../../renderer/document/field-drafts.ts';
import { clearSelection, select } from '../../renderer/document/selection.ts';
import { trainingFields } from '../../renderer/inspector/settings-fields.ts';
import { datasetStore, noDataset } from '../../renderer/runs/dataset.ts';
import { idleRun, runStore } from '../../renderer/runs/run.ts';
import { trainReason } from '../../renderer/runs/train.ts';
import { connectFakeBridge } from './fake-bridge.ts';

const learningRate = { kind: 'number', label: 'Learning rate', help: '', minimum: 0, maximum: 10, default: 0.01 } as const;
const kernel = { kind: 'pair', label: 'Kernel size', help: '', minimum: 1, maximum: 11, default: [3, 3] } as const;

const ratePlace = (): FieldPlace => ({ owner: { kind: 'optimizer', type: getDocument().training.optimizer.type }, name: 'learningRate' });
const kernelPlace = (part: 'height' | 'width'): FieldPlace => ({ owner: { kind: 'layer', node: 'conv1' }, name: 'kernelSize', part });
const setEpochs = (epochs: number): void =>
  edit({ name: 'Change epochs' }, (document) => ({ ...document, training: { ...document.training, epochs } }));
const setRate = (value: number): void =>
  edit({ name: 'Change learning rate' }, (document) => {
    const { optimizer } = document.training;
    const parameters = { ...optimizer.parameters, learningRate: value };
    return { ...document, training: { ...document.training, optimizer: { ...optimizer, parameters } } };
  });
const isKept = (place: FieldPlace): boolean => hasDraft(draftStore.getState().drafts, place);
const say = (reason: string | Sentence | undefined): string | undefined =>
  typeof reason === 'object' ? saySentence(reason, 'en') : reason;

beforeEach(async () => {
  connectFakeBridge({});
  runStore.setState(idleRun, true);
  datasetStore.setState({ ...noDataset, dataset: {} as DatasetSummary }, true);
  resetDocument();
  const [lenet] = templates;
  if (lenet === undefined) throw new Error('expected a template');
  await startTemplate(lenet);
});

describe('a refused text', () => {
  it('keeps training from starting, and the reason names the field and what it expects', () => {
    expect(trainReason()).toBeUndefined();
    keepDraft(ratePlace(), '1000', learningRate);
    expect(say(trainReason())).toBe('Learning rate has no valid value: expected a number from 0 to 10');
    keepDraft(ratePlace(), undefined, learningRate);
    expect(trainReason()).toBeUndefined();
    keepDraft(kernelPlace('width'), '0', kernel);
    expect(say(trainReason())).toBe('Kernel size of conv1 has no valid value: expected a whole number from 1 to 11');
    const reason = draftReason();
    expect(reason && saySentence(reason, 'zh')).toBe('conv1 的卷积核大小的值无效：应为 1 到 11 的整数');
  });

  it.each<[string, FieldPlace, string, string]>([
    ['the training’s', { owner: { kind: 'training' }, name: 'epochs' }, 'Epochs', '轮次数'],
    ['the images’', { owner: { kind: 'images' }, name: 'validationShare' }, 'Validation share', '验证比例'],
    ['an optimizer’s', { owner: { kind: 'optimizer', type: 'sgd' }, name: 'learningRate' }, 'Learning rate', '学习率'],
    ['a schedule’s', { owner: { kind: 'schedule', type: 'cosine' }, name: 'minimumShare' }, 'Final share', '最终比例'],
    ['this computer’s', { owner: { kind: 'computer' }, name: 'workers' }, 'Workers', '工作线程'],
    ['a layer’s', { owner: { kind: 'layer', node: 'conv1' }, name: 'filters' }, 'Filters of conv1', 'conv1 的卷积核数'],
  ])('is named in the language of the moment, not in that of typing: %s', (_whose, place, english, chinese) => {
    for (const typedAs of ['en', 'zh'] as const) {
      keepDraft(place, 'many', trainingFields(typedAs).epochs);
      const reason = draftReason();
      expect(reason && saySentence(reason, 'en')).toMatch(new RegExp(`^${english} has no valid value`));
      expect(reason && saySentence(reason, 'zh')).toMatch(new RegExp(`^${chinese}的值无效`));
    }
    keepDraft(place, undefined, trainingFields('en').epochs);
  });

  it('goes with its document: the next one has none', () => {
    keepDraft(ratePlace(), '1000', learningRate);
    replaceDocument(getDocument(), { unsaved: false }); // the same network, opened anew
    expect(draftStore.getState().drafts.size).toBe(0);
    expect(trainReason()).toBeUndefined();
  });

  it('stays where it is while something else is edited, undone and selected', () => {
    keepDraft(ratePlace(), '1000', learningRate);
    setEpochs(3);
    undoEdit();
    redoEdit();
    select({ nodes: ['conv1'] });
    clearSelection();
    expect(isKept(ratePlace())).toBe(true);
  });

  it('goes when the value beside it changes, and does not come back with the former value', () => {
    setRate(0.5);
    keepDraft(ratePlace(), '1000', learningRate);
    undoEdit();
    expect(isKept(ratePlace())).toBe(false);
    redoEdit();
    expect(isKept(ratePlace())).toBe(false);
  });

  it('of one side of a pair stays when the other side changes', () => {
    keepDraft(kernelPlace('height'), '99', kernel);
    keepDraft(kernelPlace('width'), '98', kernel);
    setLayerParameter('conv1', 'kernelSize', [5, 3]);
    expect([...draftStore.getState().drafts.values()].map(({ text }) => text)).toEqual(['99']);
  });

  it('goes with its layer, and with the optimizer whose field it is in', () => {
    keepDraft(kernelPlace('height'), '99', kernel);
    select({ nodes: ['conv1'] });
    deleteSelection();
    expect(isKept(kernelPlace('height'))).toBe(false);
    undoEdit();
    expect(isKept(kernelPlace('height'))).toBe(false);
    keepDraft(ratePlace(), '1000', learningRate);
    edit({ name: 'Change optimizer' }, (document) => ({
      ...document,
      training: { ...document.training, optimizer: { type: 'adamw', parameters: { learningRate: 0.001 } } },
    }));
    expect(draftStore.getState().drafts.size).toBe(0);
  });

  it('about this computer stays whatever document there is, for it belongs to none', () => {
    const workers: FieldPlace = { owner: { kind: 'computer' }, name: 'workers' };
    keepDraft(workers, '900', trainingFields('en').epochs);
    resetDocument();
    expect(isKept(workers)).toBe(true);
    keepDraft(workers, undefined, trainingFields('en').epochs);
  });
});
