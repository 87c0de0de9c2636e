// What a layer or a connection on the canvas shows, read from the document as it is now; who is out of sight, or too far out to be
// read, hears of an edit a moment later (turns.ts).
import { type RefObject, useCallback, useEffect, useMemo } from 'react';
import { useStoreApi } from 'react-flow-renderer';
import { viewDocument } from '../document/analysis.ts';
import { documentStore, getDocument } from '../document/document.ts';
import { createFaceReader, createSizeReader, type LayerFace } from '../document/use-node.ts';
import { useStableReading } from '../document/use-stable.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Area, spans, toArea } from './area.ts';
import { createTurns, type Ends } from './turns.ts';
import { detailAt } from './use-detail.ts';

const perTurn = 50;
/** Even where the page is never idle. */
const longestWait = 200;

/** What part of the document can be read on the screen now; undefined where nothing can. */
let readArea = (): Area | undefined => undefined;

const turns = createTurns({ later: (turn) => void requestIdleCallback(turn, { timeout: longestWait }), perTurn });

documentStore.subscribe((state, former) => {
  const { present } = state.history;
  if (present === former.history.present) return;
  const { nodes } = viewDocument(present);
  const before = viewDocument(former.history.present).nodes;
  const area = readArea();
  turns.begin(({ source, target }) => {
    const [first, last] = [nodes.get(source), nodes.get(target)];
    if (first === undefined || last === undefined || first !== before.get(source)) return true;
    return area !== undefined && spans(first.position, last.position, area);
  });
});

/** Lets what can be read in this frame be drawn first. */
export function useReadArea(frame: RefObject<HTMLElement | null>): void {
  const flowState = useStoreApi();
  useEffect(() => {
    readArea = () => {
      const [x, y, zoom] = flowState.getState().transform;
      const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {};
      return detailAt(zoom) === 'full' ? toArea({ x, y, zoom }, width, height) : undefined;
    };
    return () => {
      readArea = () => undefined;
    };
  }, [flowState, frame]);
}

function useInTurn<Part>({ source, target }: Ends, read: () => Part): Part {
  const follow = useCallback((tell: () => void) => turns.follow({ source, target }, tell), [source, target]);
  return useStableReading(follow, read);
}

/** What is shown of a layer; undefined where there is none of that id, or of an unknown type. */
export function useFace(id: string): LayerFace | undefined {
  const language = useLanguage();
  const read = useMemo(() => {
    const readFace = createFaceReader(id, language);
    return () => readFace(viewDocument(getDocument()));
  }, [id, language]);
  return useInTurn({ source: id, target: id }, read);
}

/** The size that flows along a connection, from the first output of its source or the one of a name. */
export function useEdgeSize({ source, target }: Ends, port: string | undefined): string | undefined {
  const language = useLanguage();
  const read = useMemo(() => {
    const readSize = createSizeReader(source, port, language);
    return () => readSize(viewDocument(getDocument()));
  }, [source, port, language]);
  return useInTurn({ source, target }, read);
}
