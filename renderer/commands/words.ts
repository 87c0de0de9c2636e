// What the commands are called, in English: on buttons, in menus, in the palette and in the list of shortcuts. Chinese stands beside it
// (words.zh.ts). A command's name in `titles` is its id: one without an entry in its feature's `commands.ts` does not compile.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

const titles = {
  new: 'New network',
  open: 'Open a network…',
  save: 'Save',
  'save-as': 'Save as…',
  export: 'Export model…',
  'open-images': 'Open a folder of images…',
  'open-samples': 'Open sample images',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  duplicate: 'Duplicate',
  delete: 'Delete',
  'select-all': 'Select all',
  'clear-selection': 'Dismiss or deselect',
  arrange: 'Arrange layers',
  fit: 'Zoom to fit',
  'fit-selection': 'Zoom to the selection',
  'zoom-in': 'Zoom in',
  'zoom-out': 'Zoom out',
  train: 'Train',
  pause: 'Pause or resume',
  stop: 'Stop',
  evaluate: 'Evaluate',
  'toggle-theme': 'Change the theme',
  'theme-system': 'Theme: as the system',
  'theme-light': 'Theme: light',
  'theme-dark': 'Theme: dark',
  // a language by its own name in each of them: whoever looks for it may not read the one that is spoken
  'language-system': 'Language: as the system (跟随系统)',
  'language-en': 'Language: English',
  'language-zh': 'Language: 简体中文',
  'toggle-left': 'Left panels',
  'toggle-bottom': 'Lower panels',
  'toggle-right': 'Right panels',
  'reset-layout': 'Reset the layout',
  palette: 'Find a command…',
  shortcuts: 'Keyboard shortcuts',
} as const;
export const titleTexts = defineTexts(titles, chinese.titles);

export type CommandId = keyof typeof titles;

/** Shorter, for buttons with words on them. */
export const shortTexts = defineTexts({ export: 'Export model', 'open-images': 'Open folder', 'open-samples': 'Samples' }, chinese.short);

/** Other words that a person may look for, with commas between them. */
export const synonymTexts = defineTexts(
  {
    new: 'create, empty, blank',
    open: 'load, file, document',
    'save-as': 'save a copy, rename file',
    export: 'save weights, save model, onnx, numpy, write model',
    'open-images': 'dataset, data set, load data, pictures',
    'open-samples': 'fashion, mnist, clothing, example data',
    undo: 'back, revert',
    redo: 'again, forward',
    duplicate: 'clone, copy',
    delete: 'remove, erase',
    'clear-selection': 'escape, select nothing, unselect',
    arrange: 'layout, tidy, align, auto layout',
    fit: 'show all, overview, whole network',
    'fit-selection': 'focus, show selected',
    'zoom-in': 'larger, bigger',
    'zoom-out': 'smaller',
    train: 'start, run, fit, learn',
    pause: 'continue, wait',
    stop: 'cancel, abort, end',
    evaluate: 'test, accuracy, score, validate',
    'toggle-theme': 'colours, colors, appearance',
    'theme-system': 'colours, colors, appearance, automatic',
    'theme-light': 'colours, colors, appearance, bright, day',
    'theme-dark': 'colours, colors, appearance, black, night',
    'language-system': 'translation, automatic',
    'language-en': 'english, translation',
    'language-zh': 'chinese, simplified chinese, mandarin, translation',
    'toggle-left': 'side panel, sidebar, show, hide, fold',
    'toggle-bottom': 'side panel, show, hide, fold',
    'toggle-right': 'side panel, sidebar, show, hide, fold',
    'reset-layout': 'panels, window, default, restore',
    palette: 'command palette, search, actions',
    shortcuts: 'keys, hotkeys, help, keymap',
  },
  chinese.synonyms,
);

/** What a command is called at the moment, where that follows from what it would do. */
export const momentTexts = defineTexts(
  {
    undo: 'Undo: {name}',
    redo: 'Redo: {name}',
    pause: 'Pause',
    resume: 'Resume',
    theme: 'Change the theme (now {theme, select, light {light} dark {dark} other {as the system}})',
  },
  chinese.moments,
);

/** Why a command can't be given now. */
export const reasonTexts = defineTexts(
  {
    'nothing-to-undo': 'nothing to undo',
    'nothing-to-redo': 'nothing to redo',
    'no-layer-selected': 'no layer is selected',
    'nothing-selected': 'nothing is selected',
    'nothing-copied': 'no layer was copied',
    'canvas-empty': 'the canvas is empty',
    'no-run': 'no run is under way',
    'run-starting': 'the run is starting',
    'run-pausing': 'the run is pausing',
    'run-ending': 'the run is ending',
    'run-under-way': 'a run is under way',
    'run-uses-images': 'a training run is using the images',
    'images-opening': 'images are being opened',
    'no-images': 'open a folder of images first',
    problems: '{count, plural, one {# problem} other {# problems}} in the network',
    'evaluation-under-way': 'an evaluation is under way',
    'stop-first': 'stop the run first',
    'train-first': 'train the network first',
    'train-an-epoch-first': 'train the network for at least one epoch first',
  },
  chinese.reasons,
);

/** The menu bar. Behind & stands the letter that opens a menu together with Alt. */
export const menuTexts = defineTexts(
  {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    layers: '&Add layer',
    training: '&Training',
    help: '&Help',
    quit: 'Quit',
    resetZoom: 'Normal size of the window’s contents',
    zoomIn: 'Larger contents',
    zoomOut: 'Smaller contents',
    togglefullscreen: 'Full screen',
    toggleDevTools: 'Developer tools',
  },
  chinese.menus,
);

/** The list of shortcuts and the palette of commands. */
export const commandTexts = defineTexts(
  {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    training: 'Training',
    help: 'Help',
    layers: 'Add layer',
    templates: 'Templates',
    template: 'New from the template {name}',
    recent: 'Used lately',
    shortcuts: 'Keyboard shortcuts',
    mouse: 'Drag from a layer’s right dot to another’s left dot to connect them. Shift and drag selects several layers.',
    close: 'Close',
    palette: 'Commands',
    find: 'Find a command, a layer or a template',
    nothing: 'Nothing is called “{search}”.',
    'context-menu': 'What can be done here',
    'showing-menu': 'Showing the menu',
  },
  chinese.commands,
);
