// React Flow with nothing of ours: plain nodes with a label, plain edges, its own defaults. The measurement calls `showBare` with
// what is to be shown.
import 'react-flow-renderer/dist/style.css';
import { createRoot } from 'react-dom/client';
import { ReactFlow } from 'react-flow-renderer';
import type { BareContents } from '../contents.ts';

declare global {
  interface Window {
    showBare(contents: BareContents): void;
  }
}

window.showBare = ({ nodes, edges, viewport, box, onlyVisible }) => {
  const root = document.getElementById('root');
  if (root === null) throw new Error('expected the element #root in index.html');
  document.body.style.margin = '0';
  Object.assign(root.style, {
    position: 'absolute',
    left: `${box.x}px`,
    top: `${box.y}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
  });
  createRoot(root).render(
    <ReactFlow
      defaultNodes={[...nodes]}
      defaultEdges={[...edges]}
      defaultViewport={viewport}
      minZoom={0.01}
      onlyRenderVisibleElements={onlyVisible}
    />,
  );
};
