// Hands React Flow what it draws, directly: were it a property of the component, React would render the whole canvas once more for
// every step of a drag before React Flow looks for what has moved.
import { useLayoutEffect } from 'react';
import { useStoreApi } from 'react-flow-renderer';
import { type FlowState, flowStore } from './flow-store.ts';

export function useFlow(): void {
  const flowState = useStoreApi();
  useLayoutEffect(() => {
    const hand = (next: FlowState, former?: FlowState): void => {
      const { setNodes, setEdges } = flowState.getState();
      if (next.nodes !== former?.nodes) setNodes(next.nodes);
      if (next.edges !== former?.edges) setEdges(next.edges);
    };
    hand(flowStore.getState());
    return flowStore.subscribe(hand);
  }, [flowState]);
}
