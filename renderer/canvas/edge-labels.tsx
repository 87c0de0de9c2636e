// Where the labels of connections are drawn: above all connections and beneath the layers, sizes in one drawing for all of them, marks
// with buttons as elements beside it. The two places are looked up once; React Flow's EdgeLabelRenderer would look its own up for every
// connection at every movement of the canvas.
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Canvas.module.css';

interface LabelPlaces {
  readonly drawing: Element;
  readonly marks: Element;
}

const PlacesContext = createContext<LabelPlaces | undefined>(undefined);

/** Provides the places to all connections within, as soon as React Flow shows its own. `attach` is for React Flow's frame. */
export function useLabelPlaces(): { readonly places: LabelPlaces | undefined; readonly attach: (frame: HTMLElement | null) => void } {
  const [places, setPlaces] = useState<LabelPlaces | undefined>(undefined);
  const attach = useCallback((frame: HTMLElement | null) => {
    const marks = frame?.querySelector('.react-flow__edgelabel-renderer');
    if (marks === null || marks === undefined) return;
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawing.classList.add(styles.drawing ?? '');
    marks.prepend(drawing);
    setPlaces({ drawing, marks });
    return () => drawing.remove();
  }, []);
  return { places, attach };
}

export function LabelPlacesProvider({ places, children }: { readonly places: LabelPlaces | undefined; readonly children: ReactNode }) {
  return <PlacesContext value={places}>{children}</PlacesContext>;
}

/** Draws in the place for drawing (SVG) or for elements. */
export function EdgeLabel({ place, children }: { readonly place: keyof LabelPlaces; readonly children: ReactNode }) {
  const places = use(PlacesContext);
  return places === undefined ? null : createPortal(children, places[place]);
}
