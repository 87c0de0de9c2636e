// Far out, small print can't be read but costs as much to draw as near: the canvas leaves it away then. Set as an attribute,
// so that no layer renders.
import { type RefObject, useEffect } from 'react';
import { useStoreApi } from 'react-flow-renderer';

const smallestReadableZoom = 0.32;

export function useDetail(frame: RefObject<HTMLElement | null>): void {
  const flowState = useStoreApi();
  useEffect(() => {
    const apply = (): void => {
      const detail = flowState.getState().transform[2] < smallestReadableZoom ? 'low' : 'full';
      const { current } = frame;
      if (current !== null && current.dataset.detail !== detail) current.dataset.detail = detail;
    };
    apply();
    return flowState.subscribe(apply);
  }, [flowState, frame]);
}
