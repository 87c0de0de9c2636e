// What the first screen offers.
import { moveNodes } from '../../../engine/document/edit.ts';
import { arrange } from '../../document/arrange.ts';
import { getDocument } from '../../document/document.ts';
import { getCanvasProportion } from '../../document/viewport.ts';
import { mayLeaveDocument, newDocument, showDocument } from '../../files/files.ts';
import { workspaceStore } from '../../files/workspace.ts';
import { textsNow } from '../../i18n/use-texts.ts';
import { datasetStore } from '../../runs/dataset.ts';
import { openImages } from '../../runs/images.ts';
import { train } from '../../runs/train.ts';
import { type Template, templates } from './templates.ts';
import { templateTexts } from './words.ts';

/** Opens a template as a new, unsaved document, called as it is in the language of the moment and arranged for the canvas as it is. */
export async function startTemplate({ id, document }: Template): Promise<boolean> {
  if (!(await mayLeaveDocument())) return false;
  const named = { ...document, name: textsNow(templateTexts)(id) };
  showDocument(moveNodes(named, arrange(named, getCanvasProportion())), { unsaved: false });
  workspaceStore.setState({ startDismissed: true });
  return true;
}

/** The main job without a word typed: LeNet, the sample images, training. */
export async function trainSampleNetwork(): Promise<void> {
  const [lenet] = templates;
  if (lenet === undefined || !(await startTemplate(lenet))) return;
  const hasSamples = datasetStore.getState().dataset !== undefined && datasetStore.getState().source?.kind === 'samples';
  if (hasSamples || (await openImages({ kind: 'samples' }))) await train();
}

/** An empty canvas instead of the first screen, or of the network that is on the screen. */
export async function startEmpty(): Promise<void> {
  if (getDocument().nodes.length > 0 && !(await newDocument())) return;
  workspaceStore.setState({ startDismissed: true });
}
