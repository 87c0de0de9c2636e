// What follows from the document (shapes, counts, diagnostics), made once per document and looked up by node and edge.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../engine/document/document.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Analysis } from '../../engine/network/network.ts';
import { documentStore, selectDocument } from './document.ts';
import { useStable } from './use-stable.ts';

export interface DocumentView {
  readonly document: GraphDocument;
  readonly analysis: Analysis;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  readonly problemsOfNode: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly problemsOfEdge: ReadonlyMap<string, readonly Diagnostic[]>;
}

const views = new WeakMap<GraphDocument, DocumentView>();

export function viewDocument(document: GraphDocument): DocumentView {
  const known = views.get(document);
  if (known !== undefined) return known;
  const analysis = analyzeDocument(document);
  const view: DocumentView = {
    document,
    analysis,
    nodes: new Map(document.nodes.map((node) => [node.id, node])),
    edges: new Map(document.edges.map((edge) => [edge.id, edge])),
    problemsOfNode: groupBy(analysis.diagnostics, 'node'),
    problemsOfEdge: groupBy(analysis.diagnostics, 'edge'),
  };
  views.set(document, view);
  return view;
}

function groupBy(diagnostics: readonly Diagnostic[], place: 'node' | 'edge'): Map<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const id = diagnostic[place];
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), diagnostic]);
  }
  return groups;
}

/** A part of the view; the component renders again only when that part has other contents. */
export function useDocumentView<Part>(select: (view: DocumentView) => Part): Part {
  return useStable(documentStore, (state) => select(viewDocument(selectDocument(state))));
}
