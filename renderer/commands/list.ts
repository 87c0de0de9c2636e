// Every command a person can give, once: what it is called, where it belongs and which keys give it. Toolbar, shortcuts, the list of
// shortcuts and the menu derive from it; what a command does is bound to it on top (app/commands.ts), so that any room may name one.
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: 'File' | 'Edit' | 'Canvas' | 'Training' | 'Window';
  readonly shortcut?: string;
  /** Other shortcuts that do the same. */
  readonly alternatives?: readonly string[];
  /**
   * When the shortcut is not the command's: while a text field has the focus, while something is typed in one that is not yet
   * taken over, or also while a text is selected anywhere.
   */
  readonly yieldsTo?: 'text' | 'typing' | 'selection';
}

export const commands = {
  new: { id: 'new', label: 'New network', group: 'File', shortcut: 'Mod+N' },
  open: { id: 'open', label: 'Open a network…', group: 'File', shortcut: 'Mod+O' },
  save: { id: 'save', label: 'Save', group: 'File', shortcut: 'Mod+S' },
  'save-as': { id: 'save-as', label: 'Save as…', group: 'File', shortcut: 'Mod+Shift+S' },
  export: { id: 'export', label: 'Export model…', group: 'File', shortcut: 'Mod+E' },
  'open-images': { id: 'open-images', label: 'Open a folder of images…', group: 'File', shortcut: 'Mod+I' },
  'open-samples': { id: 'open-samples', label: 'Open sample images', group: 'File', shortcut: 'Mod+Shift+O' },
  undo: { id: 'undo', label: 'Undo', group: 'Edit', shortcut: 'Mod+Z', yieldsTo: 'typing' },
  redo: { id: 'redo', label: 'Redo', group: 'Edit', shortcut: 'Mod+Shift+Z', alternatives: ['Mod+Y'], yieldsTo: 'typing' },
  cut: { id: 'cut', label: 'Cut', group: 'Edit', shortcut: 'Mod+X', yieldsTo: 'selection' },
  copy: { id: 'copy', label: 'Copy', group: 'Edit', shortcut: 'Mod+C', yieldsTo: 'selection' },
  paste: { id: 'paste', label: 'Paste', group: 'Edit', shortcut: 'Mod+V', yieldsTo: 'text' },
  duplicate: { id: 'duplicate', label: 'Duplicate', group: 'Edit', shortcut: 'Mod+D' },
  delete: { id: 'delete', label: 'Delete', group: 'Edit', shortcut: 'Delete', alternatives: ['Backspace'], yieldsTo: 'text' },
  'select-all': { id: 'select-all', label: 'Select all', group: 'Edit', shortcut: 'Mod+A', yieldsTo: 'text' },
  'clear-selection': { id: 'clear-selection', label: 'Dismiss or deselect', group: 'Edit', shortcut: 'Escape', yieldsTo: 'text' },
  arrange: { id: 'arrange', label: 'Arrange layers', group: 'Canvas', shortcut: 'Mod+L' },
  fit: { id: 'fit', label: 'Zoom to fit', group: 'Canvas', shortcut: 'Mod+1' },
  'zoom-in': { id: 'zoom-in', label: 'Zoom in', group: 'Canvas', shortcut: '+', alternatives: ['='], yieldsTo: 'text' },
  'zoom-out': { id: 'zoom-out', label: 'Zoom out', group: 'Canvas', shortcut: '-', yieldsTo: 'text' },
  train: { id: 'train', label: 'Train', group: 'Training', shortcut: 'Mod+Enter' },
  pause: { id: 'pause', label: 'Pause or resume', group: 'Training', shortcut: 'Mod+P' },
  stop: { id: 'stop', label: 'Stop', group: 'Training', shortcut: 'Mod+.' },
  evaluate: { id: 'evaluate', label: 'Evaluate', group: 'Training', shortcut: 'Mod+Shift+Enter' },
  'toggle-theme': { id: 'toggle-theme', label: 'Change the theme', group: 'Window', shortcut: 'Mod+Shift+L' },
  shortcuts: { id: 'shortcuts', label: 'Keyboard shortcuts', group: 'Window', shortcut: '?', yieldsTo: 'text' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

export const commandList: readonly (Command & { readonly id: CommandId })[] = Object.values(commands);
