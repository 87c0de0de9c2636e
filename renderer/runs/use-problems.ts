// What is wrong with one layer or connection: found in the document, between it and the open images, or when a start was refused.
import { useCallback } from 'react';
import { useStore } from 'zustand';
import { type Diagnostic, hasErrors } from '../../engine/base/diagnostics.ts';
import { useDocumentView } from '../document/analysis.ts';
import { keyOf } from '../i18n/use-texts.ts';
import { useMisfits } from './fit.ts';
import { runStore } from './run.ts';

const none: readonly Diagnostic[] = [];

export function useProblems(
  place: 'node' | 'edge',
  id: string,
): { readonly problems: readonly Diagnostic[]; readonly severity?: 'error' | 'warning' } {
  const found = useDocumentView(
    useCallback((view) => (place === 'node' ? view.problemsOfNode : view.problemsOfEdge).get(id) ?? none, [place, id]),
  );
  const misfits = useMisfits();
  const refusals = useStore(runStore, (state) => state.refusals);
  const known = new Set(found.map(keyOf));
  const others = [...misfits, ...refusals].filter((diagnostic) => {
    const isNew = diagnostic[place] === id && !known.has(keyOf(diagnostic));
    return isNew && known.add(keyOf(diagnostic));
  });
  const problems = others.length === 0 ? found : [...found, ...others];
  return problems.length === 0 ? { problems } : { problems, severity: hasErrors(problems) ? 'error' : 'warning' };
}
