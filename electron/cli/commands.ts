// The list of all commands: one line a command. The help derives from it. A command's work is loaded when it is asked for.
import type { Command } from './command.ts';
import { evaluateCommand } from './evaluate.ts';
import { gradientCommand } from './gradient.ts';
import { inspectCommand } from './inspect.ts';
import { predictCommand } from './predict.ts';
import { sampleCommand } from './sample.ts';
import { templatesCommand } from './templates.ts';
import { trainCommand } from './train.ts';

export const commands: readonly Command[] = [
  inspectCommand,
  trainCommand,
  evaluateCommand,
  predictCommand,
  gradientCommand,
  sampleCommand,
  templatesCommand,
];
