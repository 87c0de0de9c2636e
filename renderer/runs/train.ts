// Starting, pausing, resuming and ending a run, and evaluating what it left. Each has a reason when it can't be done.
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { type Answer, send } from '../bridge/bridge.ts';
import { reasonTexts } from '../commands/words.ts';
import { viewDocument } from '../document/analysis.ts';
import { getDocument } from '../document/document.ts';
import { draftReason } from '../document/field-drafts.ts';
import { showMessage } from '../messages/messages.ts';
import { datasetStore, needsReopening } from './dataset.ts';
import { evaluationStore, noEvaluation } from './evaluation.ts';
import { findMisfits } from './fit.ts';
import { readImagesAnew } from './images.ts';
import { hasWeights, idleRun, isActive, type RunState, type RunStatus, runStore } from './run.ts';
import { runTexts } from './words.ts';

/** Why training can't start now, or undefined. */
export function trainReason(): Sentence | undefined {
  const { status } = runStore.getState();
  if (isActive(status)) return sentence(reasonTexts, 'run-under-way');
  const document = getDocument();
  if (document.nodes.length === 0) return sentence(reasonTexts, 'canvas-empty');
  const errors = viewDocument(document).analysis.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) return sentence(reasonTexts, 'problems', { count: errors.length });
  const draft = draftReason();
  if (draft !== undefined) return draft;
  const { dataset, opening } = datasetStore.getState();
  if (opening) return sentence(reasonTexts, 'images-opening');
  return dataset === undefined ? sentence(reasonTexts, 'no-images') : undefined;
}

export async function train(): Promise<void> {
  if (trainReason() !== undefined) return;
  const misfits = findMisfits(getDocument(), datasetStore.getState().dataset).filter(({ severity }) => severity === 'error');
  if (misfits.length > 0) {
    refuse(runStore.getState(), misfits);
    return;
  }
  const document = getDocument();
  const former = runStore.getState();
  // from now on it can be stopped, whatever it still waits for
  runStore.setState({ ...idleRun, status: 'starting', network: document.name }, true);
  const answer = await start(document).catch((error: unknown) => {
    giveUpStart(former);
    throw error;
  });
  if (answer.kind === 'started') return;
  const isOnScreen = giveUpStart(former);
  if (answer.kind === 'failed' && isOnScreen) refuse(former, answer.diagnostics);
}

/** Cancelled, too, where there are no images to train on: the panel of the images says why. */
async function start(document: GraphDocument): Promise<Answer<'startTraining'>> {
  if (needsReopening(datasetStore.getState(), document) && !(await readImagesAnew())) return { kind: 'cancelled' };
  if (evaluationStore.getState().running) await cancelEvaluation();
  return isStopping() ? { kind: 'cancelled' } : send('startTraining', { document });
}

const isStopping = (): boolean => runStore.getState().status === 'stopping';

/** What was learnt before is still there. False where the person has gone on to another network: nothing is left of this one then. */
function giveUpStart(former: RunState): boolean {
  const isOnScreen = runStore.getState().isElsewhere !== true;
  runStore.setState(isOnScreen ? former : idleRun, true);
  return isOnScreen;
}

/** Says why it does not start; a fix then goes on with the start. */
function refuse(former: RunState, refusals: readonly Diagnostic[]): void {
  runStore.setState({ ...former, refusals }, true);
  showMessage('error', sentence(runTexts, 'unstarted', { isRefused: hasErrors(refusals) }), refusals, 'train');
}

function changeStatus(from: readonly RunStatus[], to: RunStatus): boolean {
  const { status } = runStore.getState();
  if (!from.includes(status)) return false;
  runStore.setState({ status: to });
  return true;
}

export async function pauseTraining(): Promise<void> {
  if (changeStatus(['running'], 'pausing')) await send('pauseTraining', {});
}

export async function resumeTraining(): Promise<void> {
  if (runStore.getState().status === 'paused') await send('resumeTraining', {});
}

export async function stopTraining(): Promise<void> {
  if (changeStatus(['starting', 'running', 'pausing', 'paused'], 'stopping')) await send('stopTraining', {});
}

/** Pauses a running run and resumes a paused one. */
export function togglePause(): Promise<void> {
  return runStore.getState().status === 'paused' ? resumeTraining() : pauseTraining();
}

export function evaluateReason(): Sentence | undefined {
  const run = runStore.getState();
  if (evaluationStore.getState().running) return sentence(reasonTexts, 'evaluation-under-way');
  if (isActive(run.status)) return sentence(reasonTexts, 'stop-first');
  if (!hasWeights(run)) return sentence(reasonTexts, 'train-first');
  return datasetStore.getState().dataset === undefined ? sentence(reasonTexts, 'no-images') : undefined;
}

/** Evaluates on images the network was not trained on: the test part, else the validation part, else what there is. */
export async function evaluate(): Promise<void> {
  const parts = datasetStore.getState().dataset?.parts;
  if (evaluateReason() !== undefined || parts === undefined) return;
  const part = (parts.test?.count ?? 0) > 0 ? 'test' : parts.validation.count > 0 ? 'validation' : 'training';
  evaluationStore.setState({ running: true, part, result: undefined }, true);
  const answer = await send('evaluate', { part }).catch((error: unknown) => {
    evaluationStore.setState(noEvaluation, true);
    throw error;
  });
  if (!evaluationStore.getState().running) return; // a new run has begun, or another page
  if (answer.kind !== 'evaluation') evaluationStore.setState(noEvaluation, true);
  else
    evaluationStore.setState(
      { running: false, part, result: { images: answer.images, score: answer.score, perClass: answer.perClass } },
      true,
    );
  if (answer.kind === 'failed') showMessage('error', sentence(runTexts, 'unevaluated'), answer.diagnostics, 'evaluate');
}

export function cancelEvaluation(): Promise<unknown> {
  return send('cancelEvaluation', {});
}
