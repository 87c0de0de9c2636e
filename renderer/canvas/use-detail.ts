// Far out, small print can't be read but costs as much to draw as near: the canvas leaves it away then, and farther out everything
// inside of a layer. Set as an attribute, so that no layer renders.
import { type RefObject, useEffect } from 'react';
import { useStoreApi } from 'react-flow-renderer';

export type Detail = 'full' | 'low' | 'least';

const smallestReadableZoom = 0.32;
/** Below it a name is two pixels high, and a strip of maps ten. */
const smallestNameZoom = 0.16;

export function detailAt(zoom: number): Detail {
  if (zoom < smallestNameZoom) return 'least';
  return zoom < smallestReadableZoom ? 'low' : 'full';
}

export function useDetail(frame: RefObject<HTMLElement | null>): void {
  const flowState = useStoreApi();
  useEffect(() => {
    const apply = (): void => {
      const detail = detailAt(flowState.getState().transform[2]);
      const { current } = frame;
      if (current !== null && current.dataset.detail !== detail) current.dataset.detail = detail;
    };
    apply();
    return flowState.subscribe(apply);
  }, [flowState, frame]);
}
