// A page of its own with every control of design/ in all its states, both themes and both languages: for whoever works on them, and for
// the pictures that the end-to-end tests compare. It is no part of the application: `npm run gallery` serves it, nothing packs it.
import '../tokens.css';
import '../reset.css';
import { createRoot } from 'react-dom/client';
import { Gallery } from './Gallery.tsx';
import { copyStates } from './show-states.ts';

const element = document.getElementById('gallery');
if (element === null) throw new Error('expected the element #gallery in index.html');
createRoot(element).render(<Gallery address={new URLSearchParams(location.search)} />);
copyStates(document);
// a saved sheet is a new one, without copies
import.meta.hot?.on('vite:afterUpdate', () => copyStates(document));
