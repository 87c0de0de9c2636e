// All views, in the order in which they stand at first. A new one is its file and one line here.
import { imagesView } from '../data/DataPanel.tsx';
import { inspectorView } from '../inspector/Inspector.tsx';
import { layersView } from '../palette/Palette.tsx';
import { messagesView } from '../panels/MessageList.tsx';
import { problemsView } from '../panels/Problems.tsx';
import { runView } from '../runs/RunPanel.tsx';
import type { View } from '../views/view.ts';

export const views: readonly View[] = [layersView, imagesView, inspectorView, runView, problemsView, messagesView];
