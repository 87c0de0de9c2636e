// Dragging a layer type from the palette to the canvas: what travels with the pointer.
export const layerDragType = 'application/x-receptive-layer';

export function carryLayer(transfer: DataTransfer, type: string): void {
  transfer.setData(layerDragType, type);
  transfer.effectAllowed = 'copy';
}

export function readCarriedLayer(transfer: DataTransfer): string | undefined {
  const type = transfer.getData(layerDragType);
  return type === '' ? undefined : type;
}
