// What stands in the middle of the canvas stays there, at the same zoom, when panels around it or the window are resized.
import { type RefObject, useEffect } from 'react';
import { useReactFlow } from 'react-flow-renderer';

export function useCentre(frame: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let { clientWidth: width, clientHeight: height } = element;
    const observer = new ResizeObserver(() => {
      const [wider, higher] = [element.clientWidth - width, element.clientHeight - height];
      const isDrawn = width > 0 && height > 0;
      width += wider;
      height += higher;
      if (!isDrawn || (wider === 0 && higher === 0)) return;
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + wider / 2, y: y + higher / 2, zoom }, { duration: 0 });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, frame]);
}
