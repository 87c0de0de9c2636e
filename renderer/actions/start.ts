// What the first screen offers.
import { moveNodes } from '../../engine/document/edit.ts';
import { arrange } from '../canvas/arrange.ts';
import { getCanvasProportion } from '../canvas/viewport.ts';
import { type Template, templates } from '../start/templates.ts';
import { datasetStore } from '../stores/dataset.ts';
import { workspaceStore } from '../stores/workspace.ts';
import { mayLeaveDocument, showDocument } from './files.ts';
import { openImages } from './images.ts';
import { train } from './train.ts';

/** Opens a template as a new, unsaved document, arranged for the canvas as it is. */
export async function startTemplate({ document }: Template): Promise<boolean> {
  if (!(await mayLeaveDocument())) return false;
  showDocument(moveNodes(document, arrange(document, getCanvasProportion())), { unsaved: false });
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

export function startEmpty(): void {
  workspaceStore.setState({ startDismissed: true });
}
