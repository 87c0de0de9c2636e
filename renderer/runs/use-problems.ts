// What is wrong with one layer or connection: found in the document, between it and the open images, or when a start was refused.
// Put together once for all of them whenever one of these changes; what has not changed stays the same object, so that a thousand
// layers and connections do not render because one was edited.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import { viewDocument } from '../document/analysis.ts';
import { documentStore, getDocument } from '../document/document.ts';
import { hasSameContents } from '../document/use-stable.ts';
import { keyOf } from '../i18n/use-texts.ts';
import { datasetStore } from './dataset.ts';
import { findMisfits } from './fit.ts';
import { runStore } from './run.ts';

export interface PlaceProblems {
  readonly problems: readonly Diagnostic[];
  readonly severity?: 'error' | 'warning';
}

type Places = ReadonlyMap<string, PlaceProblems>;

/** By the id of the layer or connection; nothing where nothing is wrong. */
export interface ProblemsByPlace {
  readonly node: Places;
  readonly edge: Places;
}

const noProblems: PlaceProblems = { problems: [] };

/** Groups what is known now; a place with the same problems as before keeps its object. */
export function deriveProblems(former: ProblemsByPlace): ProblemsByPlace {
  const document = getDocument();
  const { problemsOfNode, problemsOfEdge } = viewDocument(document);
  const others = [...findMisfits(document, datasetStore.getState().dataset), ...runStore.getState().refusals];
  return {
    node: group('node', problemsOfNode, others, former.node),
    edge: group('edge', problemsOfEdge, others, former.edge),
  };
}

function group(
  place: keyof ProblemsByPlace,
  found: ReadonlyMap<string, readonly Diagnostic[]>,
  others: readonly Diagnostic[],
  former: Places,
): Places {
  const grouped = new Map(found);
  for (const diagnostic of others) {
    const id = diagnostic[place];
    if (id === undefined) continue;
    const known = grouped.get(id) ?? [];
    if (!known.some((one) => keyOf(one) === keyOf(diagnostic))) grouped.set(id, [...known, diagnostic]);
  }
  return new Map(
    [...grouped].map(([id, problems]): [string, PlaceProblems] => {
      const known = former.get(id);
      if (known !== undefined && hasSameContents(known.problems, problems)) return [id, known];
      return [id, { problems, severity: hasErrors(problems) ? 'error' : 'warning' }];
    }),
  );
}

const problemsStore = createStore<ProblemsByPlace>()(() => deriveProblems({ node: new Map(), edge: new Map() }));

const follow = (): void => problemsStore.setState(deriveProblems);
documentStore.subscribe((state, former) => {
  if (state.history.present !== former.history.present) follow();
});
datasetStore.subscribe((state, former) => {
  if (state.dataset !== former.dataset) follow();
});
runStore.subscribe((state, former) => {
  if (state.refusals !== former.refusals) follow();
});

export function useProblems(place: keyof ProblemsByPlace, id: string): PlaceProblems {
  return useStore(problemsStore, (places) => places[place].get(id) ?? noProblems);
}
