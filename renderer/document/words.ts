// What is said around every diagnostic, of a layer in one line, and of edits that can be undone, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseDraft, chineseEdits, chinesePadding, chineseSummary } from './words.zh.ts';

export const problemTexts = defineTexts(
  {
    at: 'at',
    expected: 'expected',
    received: 'received',
    todo: '{text}.',
    label: '{severity, select, error {Problem} other {Warning}} at {place}: {message}',
    listLabel: 'Problems at {place}',
  },
  chinese,
);

/** The parameters of a layer. */
export const summaryTexts = defineTexts(
  {
    without: 'no {label}',
    count: '{count} {label}',
    named: '{label} {value}',
    padding: 'padding {top}, {bottom}, {left}, {right}',
  },
  chineseSummary,
);

/** Of the draft that is kept between sessions. */
export const draftTexts = defineTexts(
  {
    unreadable: 'The draft of the last session can’t be read',
    keeping: 'Keeping the draft',
    restoring: 'Restoring the draft',
  },
  chineseDraft,
);

/** Rules of padding, and its sides. */
export const paddingTexts = defineTexts(
  { valid: 'valid', same: 'same', full: 'full', explicit: 'explicit', top: 'top', bottom: 'bottom', left: 'left', right: 'right' },
  chinesePadding,
);

/** What a document is called before it has a name, and what undo calls each edit. */
export const editTexts = defineTexts(
  {
    untitled: 'Untitled network',
    add: 'Add {layer}',
    insert: 'Insert {layer}',
    connect: 'Connect layers',
    move: 'Move {count, plural, one {# layer} other {# layers}}',
    arrange: 'Arrange layers',
    change: 'Change {field}',
    changeSetting:
      'Change {setting, select, epochs {epochs} batchSize {batch size} seed {seed} optimizer {optimizer} schedule {schedule} fit {fit} validationShare {validation share} other {background}}',
    freeze: 'Freeze weights',
    unfreeze: 'Let weights learn',
    share: 'Share weights',
    unshare: 'Use weights of its own',
    renameLayer: 'Rename layer',
    renameNetwork: 'Rename network',
    deleteLayers: 'Delete {count, plural, one {# layer} other {# layers}}',
    deleteConnections: 'Delete {count, plural, one {# connection} other {# connections}}',
    cut: 'Cut {count, plural, one {# layer} other {# layers}}',
    paste: 'Paste {count, plural, one {# layer} other {# layers}}',
    duplicate: 'Duplicate {count, plural, one {# layer} other {# layers}}',
    fix: '{fix}',
  },
  chineseEdits,
);
