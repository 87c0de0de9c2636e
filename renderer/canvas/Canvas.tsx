// The drawing: React Flow with our layers and connections, dropping from the palette, and what else acts on the canvas.

import { type DragEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import {
  type Connection,
  ConnectionLineType,
  type Edge,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
} from 'react-flow-renderer';
import { findLayer } from '../../engine/layers/index.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { unmarkText } from '../design/text.ts';
import { layerDragType, readCarriedLayer } from '../document/drag.ts';
import { addLayerAt, canConnect, canInsert, insertLayer } from '../document/edit.ts';
import { selectionStore } from '../document/selection.ts';
import { nodeHeight, nodeWidth } from '../document/sizes.ts';
import { registerViewport } from '../document/viewport.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { isWithin, toArea } from './area.ts';
import { ariaLabels } from './aria-labels.ts';
import styles from './Canvas.module.css';
import { CanvasMenu } from './CanvasMenu.tsx';
import { LabelPlacesProvider, useLabelPlaces } from './edge-labels.tsx';
import { flowStore, receiveEdgeChanges, receiveNodeChanges } from './flow-store.ts';
import { LayerNode } from './LayerNode.tsx';
import { SizeEdge } from './SizeEdge.tsx';
import { useCentre } from './use-centre.ts';
import { useDetail } from './use-detail.ts';
import { useReadArea } from './use-face.ts';
import { useFlow } from './use-flow.ts';
import { useMotion } from './use-motion.ts';
import { usePreviewRequests } from './use-preview-requests.ts';
import { portsOf, useWire } from './use-wire.ts';
import { canvasTexts } from './words.ts';

const nodeTypes = { layer: LayerNode };
const edgeTypes = { size: SizeEdge };
/** A network of some thousand layers fits. */
const smallestZoom = 0.04;
/** Room below for the zoom buttons, and at the sides for connections that lead to the next row. */
const fitOptions = { padding: { x: '30px', top: '20px', bottom: '46px' }, maxZoom: 1.15, minZoom: smallestZoom, duration: 0 } as const;
const startViewport = { x: 0, y: 0, zoom: 1 } as const;
const isValid = (connection: Connection | Edge): boolean => canConnect(connection.source, connection.target, portsOf(connection));

const hasLayers = (): boolean => flowStore.getState().nodes.length > 0;

export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasMenu>
        <Flow />
      </CanvasMenu>
    </ReactFlowProvider>
  );
}

function Flow() {
  const flow = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const getBox = () => frame.current?.getBoundingClientRect() ?? new DOMRect();
    return registerViewport({
      getSize: getBox,
      getMiddle: () => {
        const box = getBox();
        return flow.screenToFlowPosition({ x: box.x + box.width / 2 - nodeWidth / 2, y: box.y + box.height / 2 - 30 });
      },
      fit: (ids) => {
        // where there is nothing to show, layers are drawn in their own size
        if (!hasLayers()) void flow.setViewport(startViewport);
        else flow.fitView({ ...fitOptions, ...(ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) }) });
      },
      zoom: (direction) => {
        void (direction === 'in' ? flow.zoomIn() : flow.zoomOut());
      },
      reveal: (id) => {
        const { width, height } = getBox();
        const area = toArea(flow.getViewport(), width, height);
        const node = flow.getNode(id);
        if (node !== undefined && !isWithin(node.position, area)) flow.fitView(fitOptions);
      },
    });
  }, [flow]);

  const connect = useWire();
  // one thing at a time: who turns to the layers means them and not a text that was marked before
  useEffect(() => selectionStore.subscribe(unmarkText), []);
  useFlow();
  usePreviewRequests(frame);
  useDetail(frame);
  useReadArea(frame);
  useCentre(frame);
  const motion = useMotion(frame);
  const { places, attach } = useLabelPlaces();
  const language = useLanguage();
  const text = useTexts(canvasTexts);
  const ariaLabelConfig = useMemo(() => ariaLabels(language), [language]);

  const drop = useCallback(
    (event: DragEvent) => {
      const type = readCarriedLayer(event.dataTransfer);
      if (type === undefined) return;
      event.preventDefault();
      const edge = (event.target as Element).closest?.('.react-flow__edge')?.getAttribute('data-id');
      const definition = findLayer(type);
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      if (edge !== null && edge !== undefined && canInsert(type, edge)) insertLayer(type, edge);
      else addLayerAt(type, { x: Math.round(point.x - nodeWidth / 2), y: Math.round(point.y - nodeHeight(definition?.group) / 2) });
    },
    [flow],
  );

  return (
    <section className={styles.canvas} aria-label={text('canvas')} ref={frame} onPointerDownCapture={unmarkText}>
      <LabelPlacesProvider places={places}>
        <ReactFlow
          ref={attach}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={receiveNodeChanges}
          onEdgesChange={receiveEdgeChanges}
          onConnect={connect}
          onMoveStart={motion.begin}
          onMove={motion.move}
          onMoveEnd={motion.end}
          onNodeDragStart={motion.drag}
          onNodeDragStop={motion.drop}
          onSelectionDragStart={motion.drag}
          onSelectionDragStop={motion.drop}
          isValidConnection={isValid}
          connectionLineType={ConnectionLineType.SmoothStep}
          connectionRadius={28}
          deleteKeyCode={null}
          // the wheel zooms anyhow; following Ctrl would draw all layers again at every Ctrl+Z
          zoomActivationKeyCode={null}
          selectionMode={SelectionMode.Partial}
          minZoom={smallestZoom}
          maxZoom={3}
          fitViewOptions={fitOptions}
          onInit={(instance) => {
            if (hasLayers()) instance.fitView(fitOptions);
          }}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(layerDragType)) return;
            event.preventDefault();
            event.dataTransfer.dropEffect = 'copy';
          }}
          onDrop={drop}
          ariaLabelConfig={ariaLabelConfig}
          proOptions={{ hideAttribution: true }}
        >
          <Panel position="bottom-right" className={styles.zoom} role="toolbar" aria-label={text('zoom')}>
            <CommandButton command="zoom-in" icon="plus" iconOnly tone="quiet" />
            <CommandButton command="zoom-out" icon="minus" iconOnly tone="quiet" />
            <CommandButton command="fit" icon="fit" iconOnly tone="quiet" />
          </Panel>
        </ReactFlow>
      </LabelPlacesProvider>
    </section>
  );
}
