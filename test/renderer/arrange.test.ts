import { describe, expect, it } from 'vitest';
import { templates } from '../../renderer/app/start/templates.ts';
import { routeAbove, skipsLayers } from '../../renderer/canvas/route.ts';
import { arrange } from '../../renderer/document/arrange.ts';
import { nodeHeight, nodeWidth } from '../../renderer/document/sizes.ts';

describe('arranging', () => {
  it.each(templates.map((template) => [template.id, template.document] as const))(
    'places all layers of %s without overlap',
    (_id, document) => {
      for (const proportion of [0.6, 1.5, 3]) {
        const places = [...arrange(document, proportion).values()];
        expect(places).toHaveLength(document.nodes.length);
        places.forEach((first, index) => {
          for (const second of places.slice(index + 1)) {
            const apart = Math.abs(first.x - second.x) >= nodeWidth || Math.abs(first.y - second.y) >= nodeHeight('dense');
            expect(apart).toBe(true);
          }
        });
      }
    },
  );

  it('folds a long network into more rows on a narrow canvas', () => {
    const document = templates[0]?.document;
    if (document === undefined) throw new Error('expected a template');
    const rows = (proportion: number): number =>
      new Set([...arrange(document, proportion).values()].filter((place) => place.x === 0).map((place) => place.y)).size;
    expect(rows(0.6)).toBeGreaterThan(rows(3));
  });

  it('breaks the rows of a residual network between its blocks', () => {
    const document = templates.find((template) => template.id === 'residual')?.document;
    if (document === undefined) throw new Error('expected the residual template');
    const places = arrange(document, 1.4);
    for (const edge of document.edges) {
      const target = document.nodes.find((node) => node.id === edge.target);
      if (target?.type !== 'add') continue;
      const rise = Math.abs((places.get(edge.source)?.y ?? 0) - (places.get(edge.target)?.y ?? 0));
      expect(rise).toBeLessThan(nodeHeight('convolution') + 40);
    }
  });

  it('survives an empty canvas, loose layers and a cycle', () => {
    const template = templates[0]?.document;
    if (template === undefined) throw new Error('expected a template');
    expect(arrange({ ...template, nodes: [], edges: [] }, 1).size).toBe(0);
    expect(arrange({ ...template, edges: [] }, 1).size).toBe(template.nodes.length);
    const [first] = template.nodes;
    const last = template.nodes.at(-1);
    const cycle = [...template.edges, { id: 'back', source: last?.id ?? '', target: first?.id ?? '' }];
    expect(arrange({ ...template, edges: cycle }, 1).size).toBe(template.nodes.length);
  });
});

describe('routing', () => {
  it('leads a connection that skips layers above them, and others not', () => {
    expect(skipsLayers({ sourceX: 0, sourceY: 0, targetX: 60, targetY: 0 })).toBe(false);
    expect(skipsLayers({ sourceX: 900, sourceY: 0, targetX: 0, targetY: 150 })).toBe(false);
    const ends = { sourceX: 0, sourceY: 0, targetX: 900, targetY: 20 };
    expect(skipsLayers(ends)).toBe(true);
    expect(routeAbove(ends).labelY).toBeLessThan(-nodeHeight('convolution') / 2);
  });
});
