// The result of evaluating the trained weights on one part of the images, until the next run starts.
import { createStore } from 'zustand/vanilla';
import type { CommandAnswer } from '../../engine/protocol.ts';

export type EvaluatedPart = 'validation' | 'test' | 'training';
export type Evaluation = Omit<Extract<CommandAnswer<'evaluate'>, { kind: 'evaluation' }>, 'kind'>;

export interface EvaluationState {
  readonly running: boolean;
  /** Images evaluated so far, of how many. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined;
  readonly part?: EvaluatedPart | undefined;
  readonly result?: Evaluation | undefined;
}

export const noEvaluation: EvaluationState = { running: false };
export const evaluationStore = createStore<EvaluationState>()(() => noEvaluation);

export function receiveEvaluationProgress(done: number, total: number): void {
  evaluationStore.setState(({ running }) => (running ? { progress: { done, total } } : {}));
}

export function closeEvaluation(): void {
  evaluationStore.setState(noEvaluation, true);
}
