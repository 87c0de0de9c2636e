// What the first screen offers.
import { moveNodes } from '../../../engine/document/edit.ts';
import { arrange } from '../../document/arrange.ts';
import { getCanvasProportion } from '../../document/viewport.ts';
import { mayLeaveDocument, showDocument } from '../../files/files.ts';
import { workspaceStore } from '../../files/workspace.ts';
import { datasetStore } from '../../runs/dataset.ts';
import { openImages } from '../../runs/images.ts';
import { train } from '../../runs/train.ts';
import { type Template, templates } from './templates.ts';

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
