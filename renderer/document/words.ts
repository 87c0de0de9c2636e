// What is said around every diagnostic, of a layer in one line, of the document's own settings, and of edits that can be undone, in English.
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese, chineseDrafts, chineseEdits, chineseKept, chinesePadding, chineseSettings, chineseSummary } from './words.zh.ts';

export const problemTexts = defineTexts(
  {
    at: 'at',
    expected: 'expected',
    received: 'received',
    todo: '{text}.',
    mendAndTrain: '{fix} and train',
    label: '{severity, select, error {Problem} other {Warning}} at {place}: {message}',
    listLabel: 'Problems at {place}',
  },
  chinese,
);

/** Of fields whose text is no value for them. */
export const draftTexts = defineTexts(
  {
    invalid:
      '{field}{isLayer, select, true { of {node}} other {}} has no valid value: expected {isWhole, select, true {a whole number} other {a number}} from {minimum} to {maximum}',
  },
  chineseDrafts,
);

/** The parameters of a layer. */
export const summaryTexts = defineTexts(
  {
    without: 'no {label}',
    count: '{count, plural, one {{name, select, filters {1 filter} units {1 unit} other {1 group}}} other {# {label}}}',
    named: '{label} {value}',
    padding: 'padding {top}, {bottom}, {left}, {right}',
  },
  chineseSummary,
);

/** The document's own settings. */
export const settingTexts = defineTexts(
  {
    epochs: 'Epochs',
    epochsHelp: 'How often the network sees every training image.',
    batchSize: 'Batch size',
    batchSizeHelp:
      'Images whose gradients are averaged into one step. An epoch’s last step takes those that are left; a single one joins the step before where batch normalisation of vectors could learn nothing from it.',
    seed: 'Seed',
    seedHelp: 'The same seed gives the same weights, bit for bit.',
    fit: 'Fit',
    fitHelp: 'How images of other proportions become the size of the Input layer.',
    contain: 'contain (bars)',
    cover: 'cover (crop)',
    stretch: 'stretch',
    validationShare: 'Validation share',
    validationShareHelp: 'Share of every class kept for validation, where the folder has no validation part of its own.',
  },
  chineseSettings,
);

/** Of the document that is kept between sessions. */
export const keptTexts = defineTexts(
  {
    unreadable: 'The draft of the last session can’t be read',
    keeping: 'Keeping the draft',
    restoring: 'Restoring the draft',
  },
  chineseKept,
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
