// What a page of bare React Flow is told to show: as many nodes and edges as the canvas beside it, in the same part of the window.
import type { GraphDocument } from '../../../engine/document/document.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BareContents {
  readonly nodes: readonly {
    readonly id: string;
    readonly position: { x: number; y: number };
    readonly data: { readonly label: string };
  }[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  /** The canvas's place in the window, in pixels. */
  readonly box: Box;
  /** React Flow's own setting that leaves out what lies outside of the frame. */
  readonly onlyVisible: boolean;
}

export function toBare(document: GraphDocument): Pick<BareContents, 'nodes' | 'edges'> {
  return {
    nodes: document.nodes.map(({ id, type, position }) => ({ id, position, data: { label: type } })),
    edges: document.edges.map(({ id, source, target }) => ({ id, source, target })),
  };
}
